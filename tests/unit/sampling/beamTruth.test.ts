/** Beam search against all sequences, and against a literal one. */
import { expect, test } from 'vitest';
import { beamSearch, createRng, repeats, type BeamOptions } from '#lib/sampling/index.ts';

/** ln P after a text, fixed by the text and the seed. */
type Language = (ids: readonly number[]) => readonly number[];

function languageOf(V: number, seed: number): Language {
  return (ids) => {
    const rng = createRng(ids.reduce((h, id) => (h * 31 + id + 7) % 65_521, seed));
    const z = Array.from({ length: V }, () => 4 * rng());
    const total = z.reduce((sum, x) => sum + Math.exp(x), 0);
    return z.map((x) => x - Math.log(total));
  };
}

const reading = (language: Language) => (ids: readonly number[]) =>
  Promise.resolve(Float32Array.from(language(ids)));

interface Text {
  readonly ids: readonly number[];
  readonly sum: number;
}

interface Case extends BeamOptions {
  readonly V: number;
  readonly seed: number;
  readonly eosTokenId: number | null;
  readonly lengthPenalty: number;
  readonly noRepeatNgramSize: number;
}

const scoreOf = ({ ids, sum }: Text, { lengthPenalty }: Case): number =>
  sum / (ids.length - 1) ** lengthPenalty;

/** All continuations by one token that are not banned, in the order of ids. */
function continuations({ ids, sum }: Text, language: Language, n: number): Text[] {
  const banned = n > 0 ? repeats(ids, n) : new Set<number>();
  return language(ids)
    .map((logprob, id) => ({ ids: [...ids, id], sum: sum + logprob }))
    .filter(({ ids: longer }) => !banned.has(longer.at(-1) ?? -1));
}

/** The best score among all texts that end by themselves or at the greatest length. */
function exhaustive(language: Language, test: Case): number {
  const visit = (text: Text): number => {
    const length = text.ids.length - 1;
    if (length === test.maxNewTokens || (length > 0 && text.ids.at(-1) === test.eosTokenId))
      return scoreOf(text, test);
    const longer = continuations(text, language, test.noRepeatNgramSize);
    return Math.max(-Infinity, ...longer.map(visit));
  };
  return visit({ ids: [0], sum: 0 });
}

/** Beam search as one would write it down: full lists, full sorts. */
function literal(language: Language, test: Case): Text[] {
  const { numBeams, maxNewTokens, eosTokenId, earlyStopping, lengthPenalty } = test;
  const score = (text: Text): number => scoreOf(text, test);
  const byScore = (a: Text, b: Text): number => score(b) - score(a);
  let running: Text[] = [{ ids: [0], sum: 0 }];
  let ended: Text[] = [];
  for (let length = 1; length <= maxNewTokens; length++) {
    const looked = running
      .flatMap((text) => continuations(text, language, test.noRepeatNgramSize))
      .sort((a, b) => b.sum - a.sum)
      .slice(0, 2 * numBeams);
    const ends = (text: Text): boolean => text.ids.at(-1) === eosTokenId;
    ended = [...ended, ...looked.slice(0, numBeams).filter(ends)].sort(byScore).slice(0, numBeams);
    running = looked.filter((text) => !ends(text)).slice(0, numBeams);
    if (running.length === 0) return ended;
    if (ended.length === numBeams) {
      if (earlyStopping === true) return ended;
      const at = earlyStopping === 'never' && lengthPenalty > 0 ? maxNewTokens : length;
      const best = (running[0]?.sum ?? 0) / at ** lengthPenalty;
      if (score(ended.at(-1) ?? { ids: [], sum: 0 }) >= best) return ended;
    }
  }
  return [...ended, ...running].sort(byScore).slice(0, numBeams);
}

/** Small enough that every text can be a beam: vocabularies of 2 to 4, depths of 1 to 6. */
function casesOf(count: number): Case[] {
  const rng = createRng(7);
  const among = <T>(list: readonly T[]): T => list[Math.floor(rng() * list.length)] as T;
  return Array.from({ length: count }, (_, seed) => {
    const V = among([2, 2, 3, 4]);
    return {
      V,
      seed,
      maxNewTokens: among(V === 2 ? [1, 2, 3, 4, 5, 6] : V === 3 ? [2, 3, 4] : [1, 2, 3]),
      numBeams: among([1, 2, 3, 5]),
      eosTokenId: among([null, 1]),
      lengthPenalty: among([0, 0.5, 1, 2, -1]),
      noRepeatNgramSize: among([0, 0, 2, 3]),
      earlyStopping: among([true, false, 'never'] as const),
    };
  });
}

test('1,000 searches with a beam for every text find the best of all texts', async () => {
  for (const wanted of casesOf(1000)) {
    const language = languageOf(wanted.V, wanted.seed);
    const numBeams = wanted.V ** wanted.maxNewTokens;
    const [best] = await beamSearch(reading(language), [0], { ...wanted, numBeams });
    const optimum = exhaustive(language, wanted);
    if (optimum === -Infinity) expect(best).toBeUndefined();
    else expect(best?.score).toBeCloseTo(optimum, 4);
  }
});

test('1,000 narrower searches give the texts of a literal beam search, in its order', async () => {
  for (const wanted of casesOf(1000)) {
    const language = languageOf(wanted.V, wanted.seed);
    const found = await beamSearch(reading(language), [0], wanted);
    expect(found.map(({ ids }) => ids)).toEqual(literal(language, wanted).map(({ ids }) => ids));
  }
});
