import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLang, languages, otherLang } from '#lib/i18n/languages.ts';
import { assetHref, lessonHref, pageHref, pageOf } from '#lib/i18n/links.ts';

describe('pageHref(lang, page, base)', () => {
  test('begins with base and language and ends with a slash', () => {
    expect(pageHref('en', '', '')).toBe('/en/');
    expect(pageHref('zh', 'lessons/1-bpe', '/vitrine')).toBe('/vitrine/zh/lessons/1-bpe/');
  });

  test('keeps an anchor behind the slash', () => {
    expect(pageHref('en', 'about#licence', '')).toBe('/en/about/#licence');
    expect(pageHref('en', '#lessons', '')).toBe('/en/#lessons');
  });

  test('is undone by pageOf, for any page, language and base', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const page = fc.array(segment, { maxLength: 3 }).map((parts) => parts.join('/'));
    const base = fc
      .array(segment, { maxLength: 2 })
      .map((parts) => parts.map((p) => `/${p}`).join(''));
    fc.assert(
      fc.property(fc.constantFrom(...languages), page, base, (lang, name, under) => {
        expect(pageOf(pageHref(lang, name, under), under)).toBe(name);
      }),
    );
  });
});

test('pageOf(path) outside the languages is home', () => {
  expect(pageOf('/', '')).toBe('');
  expect(pageOf('/fr/model/', '')).toBe('');
});

test('assetHref(file, base) stays under base', () => {
  expect(assetHref('icon.svg', '')).toBe('/icon.svg');
  expect(assetHref('/models/teaching/config.json', '/vitrine')).toBe(
    '/vitrine/models/teaching/config.json',
  );
});

test("lessonHref(lang, href, base) makes only the site's own paths whole", () => {
  expect(lessonHref('zh', '/model/', '/v')).toBe('/v/zh/model/');
  for (const href of ['#part', 'https://arxiv.org/abs/1706.03762', '//host/x', 'mailto:a@b.c']) {
    expect(lessonHref('zh', href, '/v')).toBe(href);
  }
});

test('isLang and otherLang know exactly two languages', () => {
  expect(['en', 'zh', 'fr', '', undefined].filter(isLang)).toEqual(['en', 'zh']);
  expect(languages.map(otherLang)).toEqual(['zh', 'en']);
});
