import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beamSearch, greedy, logSoftmax, repeats, type NextLogits } from '#lib/sampling/index.ts';

const ln = (...p: number[]) => Float32Array.from(p, Math.log);

/** The tree of Hugging Face's how-to-generate: The → dog 0.4 → has 0.9, The → nice 0.5 → woman 0.4, … */
const [THE, DOG, NICE, CAR, AND, RUNS, HAS, WOMAN, HOUSE, GUY, IS, DRIVES, TURNS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const;
const tree: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [THE]: { [DOG]: 0.4, [NICE]: 0.5, [CAR]: 0.1 },
  [DOG]: { [AND]: 0.05, [RUNS]: 0.05, [HAS]: 0.9 },
  [NICE]: { [WOMAN]: 0.4, [HOUSE]: 0.3, [GUY]: 0.3 },
  [CAR]: { [IS]: 0.3, [DRIVES]: 0.5, [TURNS]: 0.2 },
};
const inTree: NextLogits = (ids) => {
  const next = tree[ids.at(-1) ?? -1] ?? {};
  return Promise.resolve(ln(...Array.from({ length: 13 }, (_, id) => next[id] ?? 0)));
};

test('two beams find the text that greedy search misses', async () => {
  const options = { maxNewTokens: 2, eosTokenId: null };
  const [first, second] = await beamSearch(inTree, [THE], { ...options, numBeams: 2 });
  expect(first?.ids).toEqual([THE, DOG, HAS]);
  expect(first?.logprob).toBeCloseTo(Math.log(0.36), 5);
  expect(second?.ids).toEqual([THE, NICE, WOMAN]);
  expect(second?.logprob).toBeCloseTo(Math.log(0.2), 5);
  const [one] = await beamSearch(inTree, [THE], { ...options, numBeams: 1 });
  expect(one?.ids).toEqual([THE, NICE, WOMAN]);
});

/** A small language: any logits, fixed by the text so far. */
const aLanguage = fc.record({
  V: fc.integer({ min: 2, max: 4 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  prompt: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 4 }),
});
const languageOf =
  (V: number, seed: number): NextLogits =>
  (ids) => {
    const hash = ids.reduce((h, id) => (h * 31 + id + 7) % 65_521, seed);
    return Promise.resolve(
      Float32Array.from({ length: V }, (_, id) => 3 * Math.sin((hash + 1) * (id + 1) * 12.9898)),
    );
  };

/** Every text of up to `depth` new tokens that ends by itself or at that length, with its score. */
async function allTexts(
  next: NextLogits,
  ids: readonly number[],
  { depth, eosId, penalty }: { depth: number; eosId: number | null; penalty: number },
): Promise<{ ids: readonly number[]; score: number }[]> {
  const found: { ids: readonly number[]; score: number }[] = [];
  const visit = async (text: readonly number[], logprob: number): Promise<void> => {
    const length = text.length - ids.length;
    if (length === depth || (length > 0 && text.at(-1) === eosId)) {
      found.push({ ids: text, score: logprob / length ** penalty });
      return;
    }
    const logprobs = logSoftmax(await next(text));
    for (const [id, value] of logprobs.entries()) await visit([...text, id], logprob + value);
  };
  await visit(ids, 0);
  return found.sort((a, b) => b.score - a.score);
}

test('with a beam for every text it finds the best one, and ranks all of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      aLanguage,
      fc.integer({ min: 1, max: 4 }),
      fc.option(fc.constantFrom(0, 1)),
      fc.constantFrom(0, 0.5, 1, 2),
      async ({ V, seed, prompt }, depth, eosId, penalty) => {
        const next = languageOf(V, seed);
        const found = await beamSearch(next, prompt, {
          numBeams: V ** depth,
          maxNewTokens: depth,
          eosTokenId: eosId,
          lengthPenalty: penalty,
        });
        const all = await allTexts(next, prompt, { depth, eosId, penalty });
        expect(found).toHaveLength(all.length);
        for (const [i, { score }] of all.entries()) expect(found[i]?.score).toBeCloseTo(score, 4);
        expect(all.map(({ ids }) => ids.join())).toContain(found[0]?.ids.join());
      },
    ),
  );
});

test('one beam writes the greedy text', async () => {
  await fc.assert(
    fc.asyncProperty(aLanguage, async ({ V, seed, prompt }) => {
      const next = languageOf(V, seed);
      const [beam] = await beamSearch(next, prompt, {
        numBeams: 1,
        maxNewTokens: 6,
        eosTokenId: null,
      });
      const text = [...prompt];
      for (let i = 0; i < 6; i++) text.push(greedy(await next(text)));
      expect(beam?.ids).toEqual(text);
    }),
  );
});

describe('texts that end', () => {
  const END = 2;
  test('the search stops when as many texts have ended as there are beams', async () => {
    let calls = 0;
    const always: NextLogits = () => {
      calls++;
      return Promise.resolve(ln(0.1, 0.2, 0.7));
    };
    const found = await beamSearch(always, [0], {
      numBeams: 2,
      maxNewTokens: 50,
      eosTokenId: END,
      earlyStopping: true,
    });
    expect(found.map(({ ids }) => ids)).toEqual([
      [0, END],
      [0, 1, END],
    ]);
    expect(found[1]?.score).toBeCloseTo(Math.log(0.2 * 0.7) / 2, 5); // the end counts in the length
    expect(calls).toBe(3); // the prompt, then two texts
  });

  test('an end that is not among the first `beams` candidates is passed over', async () => {
    const rarely: NextLogits = () => Promise.resolve(ln(0.5, 0.4, 0.1));
    const found = await beamSearch(rarely, [0], { numBeams: 2, maxNewTokens: 3, eosTokenId: END });
    expect(found.map(({ ids }) => ids.includes(END))).toEqual([false, false]);
    expect(found[0]?.ids).toEqual([0, 0, 0, 0]);
  });

  test('a longer text may win over a shorter one by its mean, or lose by its sum', async () => {
    const next: NextLogits = (ids) =>
      Promise.resolve(ids.length === 1 ? ln(0.6, 0.0001, 0.3999) : ln(0.5, 0.0001, 0.4999));
    const options = { numBeams: 2, maxNewTokens: 2, eosTokenId: END };
    const byMean = await beamSearch(next, [1], options);
    const bySum = await beamSearch(next, [1], { ...options, lengthPenalty: 0 });
    expect(byMean[0]?.ids).toHaveLength(3);
    expect(bySum[0]?.ids).toEqual([1, END]);
  });
});

describe('no n tokens in a row twice', () => {
  test('repeats(ids, n) names what has followed the last n − 1 tokens', () => {
    expect(repeats([1, 2, 3, 1, 2], 3)).toEqual(new Set([3]));
    expect(repeats([1, 2, 1, 3, 1], 2)).toEqual(new Set([2, 3]));
    expect(repeats([1, 1], 2)).toEqual(new Set([1]));
    expect(repeats([1, 2], 1)).toEqual(new Set([1, 2]));
    expect(repeats([1], 3)).toEqual(new Set());
    expect(repeats([], 2)).toEqual(new Set());
  });

  test('holds for every text found, prompt included', async () => {
    await fc.assert(
      fc.asyncProperty(aLanguage, fc.integer({ min: 2, max: 3 }), async (language, n) => {
        const { V, seed } = language;
        const prompt = [0]; // a longer one may hold repeats of its own
        const options = { numBeams: 3, maxNewTokens: 8, eosTokenId: null, noRepeatNgramSize: n };
        for (const { ids } of await beamSearch(languageOf(V, seed), prompt, options)) {
          const runs = ids.slice(n - 1).map((_, i) => ids.slice(i, i + n).join());
          expect(new Set(runs).size).toBe(runs.length);
        }
      }),
    );
  });

  test('what a ban takes away is not given to the others', async () => {
    const next: NextLogits = () => Promise.resolve(ln(0.5, 0.3, 0.2));
    const options = { numBeams: 1, maxNewTokens: 1, eosTokenId: null, noRepeatNgramSize: 1 };
    const [beam] = await beamSearch(next, [0], options);
    expect(beam?.ids).toEqual([0, 1]);
    expect(beam?.logprob).toBeCloseTo(Math.log(0.3), 5);
  });

  test('where every token is banned there is no text', async () => {
    const next: NextLogits = () => Promise.resolve(ln(0.5, 0.5));
    const options = { numBeams: 2, maxNewTokens: 3, eosTokenId: null, noRepeatNgramSize: 1 };
    expect(await beamSearch(next, [0, 1], options)).toEqual([]);
  });
});

test.each([
  [{ numBeams: 0 }, 'num-beams'],
  [{ numBeams: 1.5 }, 'num-beams'],
  [{ maxNewTokens: -1 }, 'max-new-tokens'],
  [{ lengthPenalty: NaN }, 'length-penalty'],
  [{ earlyStopping: 'soon' as never }, 'early-stopping'],
  [{ numReturnSequences: 3 }, 'num-return-sequences'],
  [{ numBeamGroups: 2, numBeams: 3 }, 'num-beam-groups'],
  [{ numBeamGroups: 2, doSample: true }, 'num-beam-groups'],
  [{ noRepeatNgramSize: -2 }, 'no-repeat-ngram-size'],
])('refuses %j', async (wrong, named) => {
  const options = { numBeams: 2, maxNewTokens: 2, eosTokenId: null, ...wrong };
  await expect(beamSearch(inTree, [THE], options)).rejects.toThrow(named);
});
