/**
 * What several heads of the same total width can do that one cannot. Words are one-hot vectors of width
 * 12; a head looks by a pattern that is given, and hands over 12 / h numbers of each word. The heads'
 * outputs side by side are 12 numbers whatever h is. How much can be told from them is measured: the
 * best linear reader (least squares) learns from random sentences to name the word at each looked-at
 * place, and is tested on others.
 */
import { gaussian } from '../positions/index.ts';
import { createRng } from '../sampling/index.ts';
import { dot } from './layer.ts';
import { solve } from './solve.ts';

/** Width, words of the vocabulary, and tokens of a sentence. */
export const TOY_SIZE = 12;
/** Where a token may want to look. */
export const WISHES = ['self', 'previous', 'two', 'three', 'first', 'after'] as const;
export type Wish = (typeof WISHES)[number];
/** The numbers of heads that divide the width. */
export const HEAD_COUNTS = [1, 2, 3, 4, 6, 12] as const;

/** The place that a wish looks at from place t; `after`: what followed the same word before, else the first. */
export function wishedPlace(wish: Wish, words: readonly number[], t: number): number {
  switch (wish) {
    case 'self':
      return t;
    case 'previous':
      return Math.max(t - 1, 0);
    case 'two':
      return Math.max(t - 2, 0);
    case 'three':
      return Math.max(t - 3, 0);
    case 'first':
      return 0;
    case 'after': {
      const before = words.lastIndexOf(words[t] ?? -1, t - 1);
      return t > 0 && before >= 0 ? before + 1 : 0;
    }
  }
}

export interface Head {
  /** The wishes it must serve: with fewer heads than wishes some share one. */
  readonly serves: readonly Wish[];
  /** Which of the heads of that wish it is, from 0. */
  readonly copy: number;
}

/** Deals the wishes out to h heads, one after the other. */
export function dealWishes(wishes: readonly Wish[], h: number): Head[] {
  const m = wishes.length;
  return Array.from({ length: h }, (_, i) => ({
    serves:
      h < m
        ? wishes.filter((_, w) => w % h === i)
        : wishes.slice(i % Math.max(m, 1), (i % Math.max(m, 1)) + 1),
    copy: h < m ? 0 : Math.floor(i / Math.max(m, 1)),
  }));
}

/** A head's pattern over a sentence: its weight is spread evenly over the places it must serve. */
export function headPattern({ serves }: Head, words: readonly number[]): Float64Array[] {
  return words.map((_, t) => {
    const row = new Float64Array(words.length);
    for (const wish of serves) {
      const at = wishedPlace(wish, words, t);
      row[at] = (row[at] ?? 0) + 1 / serves.length;
    }
    return row;
  });
}

const TRAINING = 100;
const TESTS = 50;

/** For each wish, the share of tokens of new sentences whose wished word the best linear reader names. */
export function readable(wishes: readonly Wish[], h: number, seed: number): number[] {
  const random = createRng(seed);
  const basis = orthonormal(random);
  const heads = dealWishes(wishes, h);
  const train = outputs(heads, sentences(TRAINING, random), basis);
  const test = outputs(heads, sentences(TESTS, random), basis);
  const readers = fit(train, wishes);
  return wishes.map((wish, w) => {
    const right = test.filter(({ z, words, t }) => {
      let [best, most] = [-1, -Infinity];
      for (let word = 0; word < TOY_SIZE; word++) {
        let score = 0;
        const at = w * TOY_SIZE + word;
        for (let i = 0; i < z.length; i++) score += (readers[i]?.[at] ?? 0) * (z[i] ?? 0);
        if (score > most) [best, most] = [word, score];
      }
      return best === words[wishedPlace(wish, words, t)];
    });
    return right.length / test.length;
  });
}

/** A sentence of 12 words, each drawn from the vocabulary. */
export const sentences = (count: number, random: () => number): number[][] =>
  Array.from({ length: count }, () =>
    Array.from({ length: TOY_SIZE }, () => Math.floor(random() * TOY_SIZE)),
  );

interface Sample {
  readonly words: readonly number[];
  readonly t: number;
  /** The heads' outputs side by side and a 1, [13]. */
  readonly z: Float64Array;
}

function outputs(
  heads: readonly Head[],
  texts: readonly (readonly number[])[],
  basis: readonly Float64Array[],
): Sample[] {
  const d = TOY_SIZE / heads.length;
  return texts.flatMap((words) => {
    const patterns = heads.map((head) => headPattern(head, words));
    return words.map((_, t) => {
      const z = new Float64Array(TOY_SIZE + 1).fill(1, TOY_SIZE);
      for (const [i, { copy }] of heads.entries()) {
        const weights = patterns[i]?.[t] ?? [];
        for (let s = 0; s < words.length; s++) {
          const weight = weights[s] ?? 0;
          if (weight === 0) continue;
          const word = words[s] ?? 0;
          for (let j = 0; j < d; j++)
            z[i * d + j] =
              (z[i * d + j] ?? 0) + weight * (basis[(copy * d + j) % TOY_SIZE]?.[word] ?? 0);
        }
      }
      return { words, t, z };
    });
  });
}

/** Least squares onto the one-hot words of all wishes: [13][wishes × 12]. */
function fit(samples: readonly Sample[], wishes: readonly Wish[]): Float64Array[] {
  const n = TOY_SIZE + 1;
  const gram = Array.from({ length: n }, () => new Float64Array(n));
  const targets = Array.from({ length: n }, () => new Float64Array(TOY_SIZE * wishes.length));
  for (const { words, t, z } of samples) {
    const named = wishes.map((wish, w) => w * TOY_SIZE + (words[wishedPlace(wish, words, t)] ?? 0));
    for (let i = 0; i < n; i++) {
      const zi = z[i] ?? 0;
      const row = gram[i];
      const target = targets[i];
      if (!row || !target) continue;
      for (let j = 0; j < n; j++) row[j] = (row[j] ?? 0) + zi * (z[j] ?? 0);
      for (const at of named) target[at] = (target[at] ?? 0) + zi;
    }
  }
  for (const [i, row] of gram.entries()) row[i] = (row[i] ?? 0) + 1e-6;
  return solve(gram, targets);
}

/** 12 orthonormal rows: Gram and Schmidt's way, from random ones. */
function orthonormal(random: () => number): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < TOY_SIZE) {
    let row = gaussian(TOY_SIZE, random);
    for (const before of rows) {
      const along = dot(row, before);
      row = row.map((value, i) => value - along * (before[i] ?? 0));
    }
    const length = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / length));
  }
  return rows;
}
