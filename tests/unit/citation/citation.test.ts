/** Citations are read back by Citation.js, a reader of BibTeX that others wrote. */
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  AUTHOR,
  escapeLatex,
  fullTitle,
  siteTitle,
  toBibtex,
  toCsl,
  toCslJson,
  toPlain,
  type CitedWork,
} from '#lib/citation/index.ts';
import { version } from '#lib/citation/release.ts';

const figure: CitedWork = {
  kind: 'figure',
  lang: 'en',
  title: 'One head, one sentence',
  number: '0.1',
  url: 'https://example.org/en/lessons/0-how-to-look/#one-head',
  version: '0.1.0',
  date: '2026-11-21',
  read: '2026-12-01',
};
const page: CitedWork = {
  ...figure,
  kind: 'page',
  lang: 'zh',
  title: '注意力：谁在看谁？',
  url: 'https://example.org/zh/lessons/4-attention/',
};

/** The entry as Citation.js understands it, as CSL-JSON. */
function readBack(bibtex: string): Record<string, unknown> {
  const items = new Cite(bibtex).data as Record<string, unknown>[];
  expect(items).toHaveLength(1);
  return items[0] ?? {};
}

describe('toBibtex(work)', () => {
  test('says the same as CSL-JSON', () => {
    for (const work of [figure, page]) {
      const { title, issued, URL, version: which, id } = toCsl(work);
      const back = readBack(toBibtex(work));
      expect(back).toMatchObject({ title, URL, version: which });
      // One name, not a first and a last one.
      expect(back['author']).toEqual([{ family: AUTHOR }]);
      expect(back['citation-key']).toBe(id);
      expect(issued?.['date-parts']).toEqual([[2026, 11, 21]]);
      // BibTeX has no field for the day.
      expect(back['issued']).toEqual({ 'date-parts': [[2026, 11]] });
      expect(back['accessed']).toEqual({ 'date-parts': [[2026, 12, 1]] });
    }
  });

  test('keeps what LaTeX would read as a command, and any script', () => {
    const title = String.raw`50 % of {x}: \alpha_1 & #2 ~ ^ $ <a|b> “注意力”`;
    expect(escapeLatex(title)).not.toMatch(/(^|[^\\])[%&#$_]/);
    expect(readBack(toBibtex({ ...page, title }))['title']).toBe(title);
  });

  test('is one entry with balanced braces for any title and address', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'\\{}$&#%_^~"\'@,= \n注aA') });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: 'binary' })), (title) => {
        const url = `https://example.org/en/#${title}`;
        const text = toBibtex({ ...figure, title, url });
        let depth = 0;
        for (const sign of text) {
          if (sign === '{') depth++;
          if (sign === '}') depth--;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        for (const line of text.split('\n')) {
          expect(line).toMatch(/^(@misc\{[\w-]+,| {2}\w+ +=.*,|\}|)$/);
        }
        expect(readBack(text)['URL']).toMatch(/^https:\/\/example\.org/);
      }),
      { numRuns: 100 },
    );
  });

  test('leaves out a date that the build did not say', () => {
    const text = toBibtex({ ...figure, date: '' });
    expect(text).not.toContain('year');
    expect(readBack(text)['title']).toBe('Figure 0.1: One head, one sentence');
    expect(toPlain({ ...figure, date: '' })).toContain('(n.d.)');
  });
});

test('toCslJson(work) is what the schema of CSL asks for', () => {
  const items = JSON.parse(toCslJson(page)) as unknown;
  expect(items).toEqual([
    {
      id: 'vitrine-4-attention',
      type: 'webpage',
      title: '注意力：谁在看谁？',
      'container-title': siteTitle('zh'),
      author: [{ literal: AUTHOR }],
      issued: { 'date-parts': [[2026, 11, 21]] },
      accessed: { 'date-parts': [[2026, 12, 1]] },
      version: '0.1.0',
      URL: page.url,
      language: 'zh-CN',
    },
  ]);
});

test('toPlain(work) names author, year, title, version and address in the style of its language', () => {
  expect(toPlain(figure)).toBe(
    'The Vitrine authors (2026). “Figure 0.1: One head, one sentence.” In Vitrine: GPT-2 behind glass ' +
      '(version 0.1.0). https://example.org/en/lessons/0-how-to-look/#one-head, read 2026-12-01.',
  );
  expect(toPlain(page)).toBe(
    'The Vitrine authors. 注意力：谁在看谁？[EB/OL]//Vitrine：玻璃柜里的 GPT-2. 0.1.0 版. ' +
      '(2026-11-21)[2026-12-01]. https://example.org/zh/lessons/4-attention/.',
  );
  expect(fullTitle({ ...page, kind: 'figure', number: '4.1' })).toBe('图 4.1：注意力：谁在看谁？');
});

test('a figure with a state in its address has a name without it', () => {
  const url = 'https://example.org/en/labs/attention/#heads1?p=a+b';
  expect(toCsl({ ...figure, url }).id).toBe('vitrine-attention');
});

test('CITATION.cff says the same: title, author, version, licence', () => {
  const cff = parse(readFileSync('CITATION.cff', 'utf8')) as Record<string, unknown>;
  expect(cff).toMatchObject({
    'cff-version': '1.2.0',
    type: 'software',
    title: siteTitle('en'),
    authors: [{ name: AUTHOR }],
    version,
    license: 'MIT',
  });
  expect(cff['date-released']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(typeof cff['message']).toBe('string');
});
