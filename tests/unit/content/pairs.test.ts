import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../../content/', import.meta.url);
const list = (folder: string) => readdirSync(new URL(folder, root)).sort();
const kinds = ['lessons', 'pages'];
const names = kinds.flatMap((kind) => list(`${kind}/en/`).map((file) => [kind, file] as const));
const read = (kind: string, lang: string, file: string) =>
  readFileSync(new URL(`${kind}/${lang}/${file}`, root), 'utf8');

/** Depths of the headings in order, figure tags in order, number of displayed formulas. */
function skeleton(mdx: string) {
  return {
    order: /^order: (\d+)$/m.exec(mdx)?.[1],
    headings: [...mdx.matchAll(/^(#+) |^<h(\d)/gm)].map(
      ([, signs, n]) => signs?.length ?? Number(n),
    ),
    figures: [...mdx.matchAll(/^<([A-Z]\w*)(.*?)\/?>$/gms)].map(([, name, attributes]) =>
      `${name ?? ''}${(attributes ?? '').replace(/lang="\w+"/, '')}`.trim(),
    ),
    formulas: [...mdx.matchAll(/^\$\$$/gm)].length / 2,
    links: [...mdx.matchAll(/\]\((\/[^)]*)\)/g)].map(([, href]) => href).sort(),
  };
}

test.each(kinds)('content/%s holds the same files in both languages', (kind) => {
  expect(list(`${kind}/zh/`)).toEqual(list(`${kind}/en/`));
  expect(list(`${kind}/en/`).length).toBeGreaterThan(0);
});

describe.each(names)('%s/%s', (kind, file) => {
  const en = read(kind, 'en', file);
  const zh = read(kind, 'zh', file);

  test('has the same sections, figures, formulas and links in both languages', () => {
    expect(skeleton(zh)).toEqual(skeleton(en));
    expect(skeleton(en).headings.length).toBeGreaterThan(1);
  });

  test('gives its figures the language of the page', () => {
    const langs = (mdx: string) => [...mdx.matchAll(/lang="(\w+)"/g)].map(([, lang]) => lang);
    expect(new Set(langs(en))).not.toContain('zh');
    expect(new Set(langs(zh))).not.toContain('en');
  });

  test('uses Chinese punctuation in Chinese', () => {
    const prose = zh.replace(/^---.*?^---/ms, '').replace(/`[^`]*`|\$[^$]*\$/g, '');
    expect(prose.match(/\p{Script=Han}[,;:!?]|\p{Script=Han}\.(\s|$)/gu)).toBeNull();
  });
});
