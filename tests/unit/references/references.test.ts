import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { workToBibtex } from '#lib/references/bibtex.ts';
import { cited, lessonsCiting } from '#lib/references/cited.ts';
import { authorLine, authorsOf, shortName } from '#lib/references/work.ts';
import { workOf, works } from '#lib/references/works.ts';

const root = new URL('../../../content/lessons/', import.meta.url);
const lessons = readdirSync(new URL('en/', root)).map((file) => {
  const en = readFileSync(new URL(`en/${file}`, root), 'utf8');
  const zh = readFileSync(new URL(`zh/${file}`, root), 'utf8');
  return { n: Number(/^order: (\d+)$/m.exec(en)?.[1]), en, zh };
});

test('works have one id each, made of the first author and the year, and safe addresses', () => {
  const ids = works.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, authors, year, url } of works) {
    const family = authors[0]?.family.toLowerCase().replaceAll(/[^a-z]/g, '') ?? '';
    if (id !== 'un1948') expect(id).toBe(`${family}${String(year)}`);
    if (url !== undefined) expect(url).toMatch(/^https:\/\//);
  }
});

describe.each(lessons)('lesson $n', ({ n, en, zh }) => {
  const list = (cited[n] ?? []).map(({ work }) => workOf(work));

  test('shows its own list in both languages', () => {
    const shown = n > 0 ? [String(n)] : [];
    for (const text of [en, zh])
      expect([...text.matchAll(/<References\b[^>]*lesson=\{(\d+)\}/g)].map(([, m]) => m)).toEqual(
        shown,
      );
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list).size).toBe(list.length);
  });

  test('lists what its text cites by name and year', () => {
    const name = String.raw`(?:von )?\p{Lu}[\p{L}’-]+`;
    const others = String.raw`(?: et al\.|(?:, ${name})*,? and ${name})?`;
    const mentions = [
      ...en.matchAll(new RegExp(`(${name})${others},? \\(?((?:19|20)\\d\\d)\\b`, 'gu')),
    ];
    const years = (family: string) =>
      list.filter(({ authors }) => authors[0]?.family === family).map(({ year }) => year);
    const months =
      /^(January|February|March|April|May|June|July|August|September|October|November|December|In|Since|By)$/;
    const missing = mentions
      .filter(
        ([, family = '', year]) => !months.test(family) && !years(family).includes(Number(year)),
      )
      .map(([all]) => all);
    expect(missing).toEqual([]);
  });
});

test('a work knows the lessons that cite it', () => {
  expect(lessonsCiting('vaswani2017')).toEqual([0, 1, 3, 4, 5]);
  for (const { id } of works) expect(lessonsCiting(id)).not.toEqual([]);
});

test('names are shortened as in lists of works', () => {
  expect(authorsOf('Chang, Ming-Wei; Gomez, Aidan N.; nostalgebraist').map(shortName)).toEqual([
    'Chang, M.-W.',
    'Gomez, A. N.',
    'nostalgebraist',
  ]);
  expect(authorLine(authorsOf('Press, Ofir; Smith, Noah A.; Lewis, Mike'))).toBe(
    'Press, O., Smith, N. A. and Lewis, M.',
  );
  expect(authorLine(workOf('vaswani2017').authors)).toBe('Vaswani, A. et al.');
});

test('BibTeX keeps capitals and takes a pen name for one name', () => {
  expect(workToBibtex(workOf('nostalgebraist2020'))).toBe(`@misc{nostalgebraist2020,
  author       = {{nostalgebraist}},
  title        = {Interpreting {GPT:} the logit lens},
  year         = {2020},
  howpublished = {LessWrong},
  url          = {https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens},
}
`);
  for (const work of works) {
    const entry = workToBibtex(work);
    expect(entry.split('{').length).toBe(entry.split('}').length);
    expect(entry).toMatch(/^@\w+\{[a-z]+\d{4},\n/);
  }
});
