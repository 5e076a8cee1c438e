import { DOMParser } from 'linkedom';
import { expect, test } from 'vitest';
import { sitemapOf } from '../../../tools/sitemap/sitemap.ts';

const root = 'https://example.org/glass/';
const map = sitemapOf(['zh/about/', 'en/about/', '', 'en/only/', '404/', 'en/'], root);
const document = new DOMParser().parseFromString(map, 'text/xml');

test('every page of a language is in the map once, with its whole address', () => {
  const places = [...document.querySelectorAll('url > loc')].map((loc) => loc.textContent);
  expect(places).toEqual(['en/', 'en/about/', 'en/only/', 'zh/about/'].map((path) => root + path));
});

test('a page in two languages names both, in both places', () => {
  const about = [...document.querySelectorAll('url')].filter((url) =>
    url.querySelector('loc')?.textContent.endsWith('about/'),
  );
  const links = about.map((url) =>
    [...url.children]
      .slice(1)
      .map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]),
  );
  const both = [
    ['en', `${root}en/about/`],
    ['zh-CN', `${root}zh/about/`],
  ];
  expect(links).toEqual([both, both]);
});
