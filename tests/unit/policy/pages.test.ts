import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { guardPages } from '../../../tools/policy/pages.ts';

const page = (body: string, head = '') =>
  `<!doctype html><html><head><meta charset="utf-8"><title>t</title>${head}</head><body>${body}</body></html>`;
const guard = (pages: Record<string, string>, base = '/') =>
  guardPages(new Map(Object.entries(pages)), base);
const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policyOf = (html = '') =>
  /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];

describe('guardPages(pages, base)', () => {
  test('every page names all inline scripts and styles of the site', () => {
    const { files } = guard({
      'a.html': page('<script>one()</script>'),
      'b.html': page('<script>two()</script><style>i{}</style>'),
    });
    const policy = policyOf(files.get('a.html'));
    expect(policyOf(files.get('b.html'))).toBe(policy);
    for (const text of ['one()', 'two()', 'i{}']) expect(policy).toContain(sha(text));
    expect(policy).not.toContain("'unsafe");
    expect(policy).toContain("default-src 'none'");
  });

  test('data that no browser runs needs no hash', () => {
    const { inline } = guard({
      'a.html': page('<script type="application/ld+json">{}</script><script src="x.js"></script>'),
    });
    expect(inline.scripts.size).toBe(0);
  });

  test('the policy stands before all that it is about, right behind the charset', () => {
    const { files } = guard({ 'a.html': page('', '<script>early()</script>') });
    expect(files.get('a.html')).toMatch(/<meta charset="utf-8"><meta http-equiv="Content-Sec/);
  });

  test('a style attribute becomes a rule of a sheet under the base', () => {
    const { files } = guard({ 'a.html': page('<p style="top: 1em;" class="x">a</p>') }, '/glass/');
    const html = files.get('a.html') ?? '';
    expect(html).not.toMatch(/\sstyle=/);
    const key = /<p data-s-([a-z0-9]+) class="x">/.exec(html)?.[1];
    const sheet = /<link rel="stylesheet" href="\/glass\/(_astro\/drawn\.[\w-]+\.css)">/.exec(
      html,
    )?.[1];
    expect(files.get(sheet ?? '')).toContain(
      `[data-s-${key ?? '?'}]:not(#\\#):not(#\\#){top: 1em}`,
    );
  });

  test('the same style has the same short key on all pages, another style another', () => {
    const styles = Array.from({ length: 60 }, (_, i) => `<p style="top:${String(i)}px">a</p>`).join(
      '',
    );
    const { files } = guard({
      'a.html': page(styles),
      'b.html': page('<p style="top:59px">b</p><p style="top:60px">b</p>'),
    });
    const keys = (path: string) =>
      [...(files.get(path) ?? '').matchAll(/data-s-([a-z0-9]+)/g)].map(([, key]) => key ?? '');
    const [a, b] = [keys('a.html'), keys('b.html')];
    expect(new Set([...a, ...b]).size).toBe(61);
    expect(b[0]).toBe(a[59]);
    expect(Math.max(...a.map((key) => key.length))).toBe(2);
  });

  test('within an island a rule holds until the island is alive; what it is handed keeps it', () => {
    const { files } = guard({
      'a.html': page(
        '<astro-island ssr><b style="left:1px"></b><astro-slot><i style="left:2px"></i></astro-slot></astro-island><u style="left:3px"></u>',
      ),
    });
    const css = [...files].find(([path]) => path.endsWith('.css'))?.[1] ?? '';
    const [pages, islands] = css.split(/(?=astro-island\[ssr\])/);
    expect(pages).toMatch(/left:2px/);
    expect(pages).toMatch(/left:3px/);
    expect(islands).toMatch(/left:1px/);
    expect(islands).not.toMatch(/left:[23]px/);
  });

  test('pages that say the same share a sheet; a page without styles has none', () => {
    const { files } = guard({
      'a.html': page('<p style="top:0">a</p>'),
      'b.html': page('<i style="top:0">b</i>'),
      'c.html': page('c'),
    });
    expect([...files.keys()].filter((path) => path.endsWith('.css'))).toHaveLength(1);
    expect(files.get('c.html')).not.toContain('stylesheet');
  });

  test.each([
    ['a handler', '<b onclick="x()"></b>'],
    ['a javascript: address', '<a href=" javascript:x()"></a>'],
    ['a rule in a style attribute', '<b style="top:0}*{top:1px"></b>'],
    ['an address that would mean another file in a sheet', '<b style="background:url(x.png)"></b>'],
  ])('%s stops the build', (_, body) => {
    expect(() => guard({ 'a.html': page(body) })).toThrow(
      /script in an attribute|cannot be a rule/,
    );
  });

  test('a page without a place for the policy stops the build', () => {
    expect(() => guard({ 'a.html': '<p>x</p>' })).toThrow('a.html has no <meta charset>');
  });
});
