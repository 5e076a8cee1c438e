import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forbiddenIn, readHead, wordsOf } from '#lib/exercises/answers.ts';
import { computeChoice, computeNumber } from '#lib/exercises/formulas.ts';
import { checkNumber, readNumber } from '#lib/exercises/numbers.ts';
import { measured, percent, printed, stretches, tokenName } from '#lib/exercises/words.ts';

describe('readNumber(text)', () => {
  test.each([
    ['1,024', 1024],
    ['57,351', 57351],
    ['57 351', 57351],
    ['0,5', 0.5],
    ['1,5', 1.5],
    ['3/8', 0.375],
    ['−3', -3],
    ['２．５', 2.5],
    ['１，０２４', 1024],
    ['1.2e3', 1200],
    ['1.2 × 10^3', 1200],
    ['86.7 %', 86.7],
    ['.5', 0.5],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text)).toBeCloseTo(value, 12);
  });

  test.each(['', 'four', '1,02', '1.2.3', '3/0', '1/2/3', 'NaN', 'Infinity', '--1', '1e'])(
    'nothing is read from %s, or at least no wrong number',
    (text) => {
      expect([null, 1.02]).toContain(readNumber(text));
    },
  );

  test('reads what is printed', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(4), (x, digits) => {
        expect(readNumber(printed(x, digits))).toBeCloseTo(Number(x.toFixed(digits)), 6);
      }),
    );
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readNumber(text)));
  });
});

describe('checkNumber(answer, truth, tolerance)', () => {
  const say = (answer: string, truth: number, tolerance = { absolute: 0.01 }) =>
    checkNumber(answer, truth, tolerance).say;

  test('counts what is within the tolerance', () => {
    expect(say('0.67', 0.6652)).toBe('number.right');
    expect(say('0.68', 0.6652)).toBe('number.close');
    expect(checkNumber('301', 300, { percent: 1 }).outcome).toBe('right');
    expect(checkNumber('57,351', 57351, { absolute: 0 }).outcome).toBe('right');
    expect(checkNumber('57352', 57351, { absolute: 0 }).outcome).toBe('wrong');
  });

  test('says what is off', () => {
    expect(say('3', -3)).toBe('number.sign');
    expect(say('0.867', 86.68, { absolute: 0.5 })).toBe('number.percent');
    expect(say('3115', 3.115)).toBe('number.power');
    expect(say('2', 4)).toBe('number.low');
    expect(say('8', 4)).toBe('number.high');
    expect(say('four', 4)).toBe('number.unreadable');
    expect(say('  ', 4)).toBe('empty');
  });

  test('whatever is typed, there is a verdict, and the truth itself is right', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (text, truth) => {
          expect(checkNumber(text, truth, { percent: 1 }).say).toBeDefined();
          expect(checkNumber(String(truth), truth, { percent: 1 }).outcome).toBe('right');
        },
      ),
    );
  });
});

test.each([
  ['3.7', 3, 7],
  ['3,7', 3, 7],
  ['L3H7', 3, 7],
  ['layer 3 head 7', 3, 7],
  ['第 3 层 7 号头', 3, 7],
])('readHead(%s)', (text, layer, head) => {
  expect(readHead(text)).toEqual({ layer, head });
});

test.each(['', '3', '1.2.3', 'three.seven', '3=7'])('readHead(%s) is no head', (text) => {
  expect(readHead(text)).toBeNull();
});

test('words and what must not be among them', () => {
  expect(wordsOf(' He went  out ')).toBe(3);
  expect(wordsOf('从前有个 king')).toBe(5);
  expect(forbiddenIn('The Kingdom', ['king'])).toBe('king');
  expect(forbiddenIn('The crown', ['king'])).toBeNull();
});

test('printing', () => {
  expect(printed(57351, 0)).toBe('57,351');
  expect(printed(-3, 1)).toBe('−3.0');
  expect(printed(1234.5678, 2)).toBe('1,234.57');
  expect(percent(0.34397)).toBe('34.4%');
  expect(percent(0.5)).toBe('50%');
  expect(percent(0)).toBe('0%');
  expect(measured(0.0313)).toBe('0.03');
  expect(tokenName(' a\n')).toBe('␣a↵');
  expect(stretches('of ` red` and _this one_, not snake_case_name')).toEqual([
    { text: 'of ', as: 'plain' },
    { text: '␣red', as: 'code' },
    { text: ' and ', as: 'plain' },
    { text: 'this one', as: 'em' },
    { text: ', not snake_case_name', as: 'plain' },
  ]);
});

describe('formulas, against the arithmetic by hand', () => {
  test.each([
    ['scaled-score', { score: 8, width: 16 }, 2],
    [
      'attention-weight',
      { scores: [8, 4, 0], width: 16, at: 0 },
      Math.E ** 2 / (Math.E ** 2 + Math.E + 1),
    ],
    ['logits-out', { tokens: 7, size: 'teaching' }, 7 * 8193],
    ['visible-pairs', { tokens: 8 }, 36],
    ['parameters-millions', { size: 'small' }, 124.439808],
    ['model-gigabytes', { size: 'xl', bytes: 2 }, 3.1152224],
    ['position-parameters', { size: 'small' }, 1024 * 768],
    ['mlp-weights-millions', { size: 'xl' }, 20.48],
    ['cache-mebibytes', { size: 'xl', tokens: 1024, bytes: 2 }, 300],
    ['even-length', { size: 'small' }, 4608],
    // Sennrich, Haddow and Birch 2016, figure 1, has these words; `es` is in newest and widest.
    ['pair-count', { words: 'low×5 lower×2 newest×6 widest×3' }, 9],
    ['utf8-bytes', { text: 'naïve 中文' }, 13],
    ['wavelength', { pair: 0, width: 768 }, 2 * Math.PI],
    ['alibi-bias', { heads: 8, head: 0, distance: 6 }, -3],
    ['layer-norm', { vector: [1, 2, 3, 6], at: 3 }, 3 / Math.sqrt(3.5)],
    ['temperature-percent', { logits: [2, 1, 0], temperature: 1, at: 0 }, 66.5241],
    ['nucleus-size', { probabilities: [0.4, 0.25, 0.15, 0.1, 0.06, 0.04], p: 0.75 }, 3],
    ['perplexity', { probabilities: [0.5, 0.25, 0.125] }, 4],
    ['underflow-after', { probability: 0.5 }, 150],
  ])('%s', (name, given, value) => {
    expect(computeNumber(name, given)).toBeCloseTo(value, 4);
  });

  test('choices', () => {
    expect(computeChoice('largest-part', { size: 'small' })).toBe('mlp');
    expect(computeChoice('largest-part', { size: 'teaching' })).toBe('tables');
    expect(computeChoice('toy-search', { beams: 1 })).toBe('nice-woman');
    expect(computeChoice('toy-search', { beams: 2 })).toBe('dog-has');
  });

  test('what is not there is named', () => {
    expect(() => computeNumber('no-such', {})).toThrow('unknown formula: no-such');
    expect(() => computeNumber('wavelength', { pair: 0 })).toThrow('no number is given: width');
  });
});
