import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messages } from '#lib/i18n/translate.ts';
import { keysIn, speaks } from '../../../tools/weight/words.ts';

const keys = [
  'a.b',
  'a.bNamed',
  'a.b.c',
  'figure.label',
  'error.x',
  'error.y-z',
  'heads.score.all',
];

test.each([
  ["t(lang, 'a.b')", ['a.b']],
  ['t(lang, busy ? "a.b" : `a.b.c`)', ['a.b', 'a.b.c']],
  ['const NAMES = { x: "figure.label" };', ['figure.label']],
  ['t(lang, `error.${code}`)', ['error.x', 'error.y-z']],
  ["t(lang, 'error.' + code)", ['error.x', 'error.y-z']],
  ["const key = 'a.b'; t(lang, `${key}Named`)", ['a.b', 'a.bNamed']],
  ['t(lang, `heads.score.${lab.score}`)', ['heads.score.all']],
  ["element.class = 'a.bc'; a.b; import './a.b.js'; 'x a.b'", []],
  ['', []],
])('keysIn(%s)', (code, expected) => {
  expect(keysIn(code, keys)).toEqual(expected);
});

test('the sentences of errors come with the function that says them, dictionaries bring none', () => {
  const file = 'src/lib/i18n/error-sentence.ts';
  expect(speaks(`/site/${file}`)).toBe(true);
  const errors = Object.keys(messages.en).filter((key) => key.startsWith('error.'));
  expect(errors.length).toBeGreaterThan(10);
  expect(keysIn(readFileSync(file, 'utf8'), errors)).toEqual(errors);
  for (const silent of ['translate.ts', 'in-browser.ts', 'live.zh.ts'])
    expect(speaks(`/site/src/lib/i18n/${silent}`)).toBe(false);
});
