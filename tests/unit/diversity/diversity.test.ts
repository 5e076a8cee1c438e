import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bleu,
  brevityPenalty,
  distinct,
  modifiedPrecision,
  nearestLength,
  ngrams,
  repeated,
  selfBleu,
} from '#lib/diversity/index.ts';

const words = (text: string): string[] => text.split(' ');

test('ngrams(text, n) are the runs of n units, none in a shorter text', () => {
  expect(ngrams(words('a b c'), 2)).toHaveLength(2);
  expect(ngrams([1, 2, 3], 3)).toHaveLength(1);
  expect(ngrams([1, 2], 3)).toEqual([]);
  expect(ngrams([1, 23], 2)).not.toEqual(ngrams([12, 3], 2));
});

describe('distinct(texts, n)', () => {
  // I am I am happy: I, am, happy of 5; (I am), (am I), (am happy) of 4; all 3 trigrams differ
  const text = words('I am I am happy');
  test('counted by hand', () => {
    expect(distinct([text], 1)).toBe(3 / 5);
    expect(distinct([text], 2)).toBe(3 / 4);
    expect(distinct([text], 3)).toBe(1);
  });
  test('over several texts: none reaches over the end of one', () => {
    expect(distinct([words('a b'), words('a b'), words('b a')], 2)).toBe(2 / 3);
  });
  test('null where there is no n-gram', () => {
    expect(distinct([], 1)).toBeNull();
    expect(distinct([[], [1]], 2)).toBeNull();
  });
});

test('repeated(text, n): counted by hand', () => {
  // (to be or not), (be or not to), (or not to be), (not to be or), and the first once more
  expect(repeated(words('to be or not to be or not'))).toEqual({ repeated: 1, of: 5 });
  expect(repeated([7, 7, 7, 7, 7, 7])).toEqual({ repeated: 2, of: 3 });
  expect(repeated([1, 2, 3])).toEqual({ repeated: 0, of: 0 });
});

describe('the examples of Papineni et al. 2002, section 2.1', () => {
  const candidate1 = words(
    'it is a guide to action which ensures that the military always obeys the commands of the party',
  );
  const candidate2 = words(
    'it is to insure the troops forever hearing the activity guidebook that party direct',
  );
  const references = [
    words(
      'it is a guide to action that ensures that the military will forever heed party commands',
    ),
    words(
      'it is the guiding principle which guarantees the military forces always being under the command of the party',
    ),
    words('it is the practical guide for the army always to heed the directions of the party'),
  ];

  test('unigrams 17/18 and 8/14, bigrams 10/17 and 1/13', () => {
    expect(modifiedPrecision(candidate1, references, 1)).toEqual({ matches: 17, of: 18 });
    expect(modifiedPrecision(candidate2, references, 1)).toEqual({ matches: 8, of: 14 });
    expect(modifiedPrecision(candidate1, references, 2)).toEqual({ matches: 10, of: 17 });
    expect(modifiedPrecision(candidate2, references, 2)).toEqual({ matches: 1, of: 13 });
  });
  test('the the the the the the the: 2/7', () => {
    const cat = [words('the cat is on the mat'), words('there is a cat on the mat')];
    expect(modifiedPrecision(words('the the the the the the the'), cat, 1)).toEqual({
      matches: 2,
      of: 7,
    });
  });
});

describe('bleu(text, references) is what NLTK’s documentation gives for sentence_bleu', () => {
  const hypothesis = words(
    'It is a guide to action which ensures that the military always obeys the commands of the party',
  );
  const references = [
    words(
      'It is a guide to action that ensures that the military will forever heed Party commands',
    ),
    words(
      'It is the guiding principle which guarantees the military forces always being under the command of the Party',
    ),
    words('It is the practical guide for the army always to heed the directions of the party'),
  ];
  test('0.5045… against three references, 0.4118… against the first', () => {
    expect(bleu(hypothesis, references)).toBeCloseTo(0.5045666840058485, 12);
    expect(bleu(hypothesis, references.slice(0, 1))).toBeCloseTo(0.4118, 4);
  });
  test('smoothing, by hand: 3/4, 1/3, 0.1/2, 0.1/1', () => {
    const expected = ((3 / 4) * (1 / 3) * (0.1 / 2) * 0.1) ** (1 / 4);
    expect(bleu(words('a b c d'), [words('a b x c')])).toBeCloseTo(expected, 12);
  });
  test('nothing shared, or nothing there: 0', () => {
    expect(bleu(words('a b'), [words('c d')])).toBe(0);
    expect(bleu([], [words('a')])).toBe(0);
  });
});

test('brevity: e to the 1 − r/c, with the reference nearest in length', () => {
  expect(brevityPenalty(5, 5)).toBe(1);
  expect(brevityPenalty(6, 5)).toBe(1);
  expect(brevityPenalty(2, 3)).toBeCloseTo(Math.exp(-0.5), 12);
  expect(nearestLength(5, [9, 6, 4])).toBe(4);
});

describe('selfBleu(texts)', () => {
  const texts = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 9 }), {
    minLength: 2,
    maxLength: 6,
  });
  test('is the mean of each text’s BLEU against all others', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const each = all.map((text, i) =>
          bleu(
            text,
            all.filter((_, j) => j !== i),
          ),
        );
        const mean = each.reduce((sum, x) => sum + x, 0) / all.length;
        expect(selfBleu(all)).toBeCloseTo(mean, 12);
      }),
    );
  });
  test('1 for texts that are all the same, 0 for texts that share nothing, null for one', () => {
    expect(selfBleu([words('a b c d'), words('a b c d')])).toBeCloseTo(1, 12);
    expect(selfBleu([words('a b c d'), words('e f g h')])).toBe(0);
    expect(selfBleu([words('a b c d')])).toBeNull();
  });
});
