import { expect, test } from 'vitest';
import { keysIn } from '../../../tools/weight/words.ts';

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
