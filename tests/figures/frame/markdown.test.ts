import { expect, test } from 'vitest';
import {
  escapeMarkdown,
  toMarkdown,
  type MarkdownFacts,
} from '#components/figures/frame/markdown.ts';
import { wrap } from '#components/figures/frame/compose.ts';

const facts: MarkdownFacts = {
  title: 'Figure 0.1 One head',
  caption: 'Each row is a *token*.',
  provenance: 'Saved from a run',
  data: {
    columns: [
      { key: 'token', label: 'token' },
      { key: 'p', label: 'P' },
    ],
    rows: [
      ['a|b\nc', 0.25],
      ['<|endoftext|>', null],
    ],
  },
  citation: 'The Vitrine authors (2026).',
  address: 'https://example.org/en/#a <b>',
  words: {
    source: 'Source:',
    cite: 'Cite as:',
    open: 'Open',
    more: (shown, total) => `${shown} of ${total}`,
  },
};

test('toMarkdown(facts) is a heading, a caption, a table, a source, a citation and a link', () => {
  expect(toMarkdown(facts)).toBe(
    [
      '# Figure 0.1 One head',
      'Each row is a \\*token\\*.',
      '| token | P |\n| --- | ---: |\n| a\\|b c | 0.25 |\n| \\<\\|endoftext\\|> |  |',
      '**Source:** Saved from a run',
      '**Cite as:** The Vitrine authors (2026).',
      '[Open](<https://example.org/en/#a%20%3Cb%3E>)',
    ].join('\n\n') + '\n',
  );
});

test('toMarkdown(facts) leaves out a table that is not there, and cuts one that is too long', () => {
  expect(toMarkdown({ ...facts, data: null })).not.toContain('|');
  const rows = Array.from({ length: 1500 }, (_, i) => ['x', i] as const);
  const columns = facts.data?.columns ?? [];
  const text = toMarkdown({ ...facts, data: { columns, rows } });
  expect(text.match(/^\| x \|/gm)).toHaveLength(1000);
  expect(text).toContain('_1000 of 1500_');
});

test('escapeMarkdown(text) makes no list, heading, link or HTML of it', () => {
  expect(escapeMarkdown('1. a')).toBe('1\\. a');
  expect(escapeMarkdown('- a')).toBe('\\- a');
  expect(escapeMarkdown('# [a](b) <i> &amp;')).toBe('\\# \\[a\\](b) \\<i> \\&amp;');
});

test('wrap(text, measure, most) breaks between words, within Chinese, and after slashes', () => {
  const measure = (line: string): number => line.length;
  expect(wrap('one two three', measure, 8)).toEqual(['one two', 'three']);
  expect(wrap('一二三四，五六', measure, 4)).toEqual(['一二三', '四，五六']);
  expect(wrap('https://a.org/en/lessons/', measure, 16)).toEqual(['https://a.org/', 'en/lessons/']);
  expect(wrap('unbreakable', measure, 4)).toEqual(['unbreakable']);
});
