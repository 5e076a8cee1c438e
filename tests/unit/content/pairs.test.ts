import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../../content/', import.meta.url);
const list = (folder: string) => readdirSync(new URL(folder, root)).sort();
const kinds = ['lessons', 'pages'];
const names = kinds.flatMap((kind) => list(`${kind}/en/`).map((file) => [kind, file] as const));
const read = (kind: string, lang: string, file: string) =>
  readFileSync(new URL(`${kind}/${lang}/${file}`, root), 'utf8');

/** A tag at the start of a line: its name and its attributes, whose values may hold a `>`. */
const tags = /^<([A-Z]\w*)\b((?:"[^"]*"|\{[^}]*\}|[^>"{])*)>/gm;

/** A tag's name with what must not change from language to language: number, right answer, count. */
function tagOf(name = '', attributes = ''): string {
  const kept = /\b(number="[^"]*"|answer=\{\d+\})/g;
  const options = /options=\{(\[[^\]]*\])\}/.exec(attributes)?.[1];
  const count =
    options === undefined
      ? []
      : [`options=${[...options.matchAll(/(['"`])(?:\\.|(?!\1).)*\1/gs)].length}`];
  return [name, ...(attributes.match(kept) ?? []), ...count].join(' ');
}

/** Depths of the headings, and tags of figures and boxes, both in order; displayed formulas; links. */
function skeleton(mdx: string) {
  return {
    order: /^order: (\d+)$/m.exec(mdx)?.[1],
    headings: [...mdx.matchAll(/^(#+) |^<h(\d)/gm)].map(
      ([, signs, n]) => signs?.length ?? Number(n),
    ),
    tags: [...mdx.matchAll(tags)].map(([, name, rest]) => tagOf(name, rest)),
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

describe.each(names.filter(([kind]) => kind === 'lessons'))('%s/%s', (_kind, file) => {
  const en = read('lessons', 'en', file);
  const numbers = [...en.matchAll(tags)].flatMap(
    ([, , rest = '']) => /\snumber="([\d.]+)"/.exec(rest)?.[1] ?? [],
  );
  const order = /^order: (\d+)$/m.exec(en)?.[1] ?? '';

  test('numbers its figures in the order they come', () => {
    expect(numbers).toEqual(numbers.map((_, i) => `${order}.${i + 1}`));
    expect(numbers.length).toBeGreaterThan(0);
  });

  test.runIf(Number(order) > 0)('has a guess, something to try, a mistake and references', () => {
    for (const box of ['Predict', 'TryThis', 'Misconception', 'References']) {
      expect(en).toMatch(new RegExp(`^<${box}\\b`, 'm'));
    }
    const minutes = Number(/^minutes: (\d+)$/m.exec(en)?.[1]);
    expect(minutes).toBeGreaterThanOrEqual(8);
    expect(minutes).toBeLessThanOrEqual(15);
  });
});
