/**
 * Choosing among tokens: what each is worth, and which are offered. The right one is worth most. The
 * offered ones are the model's own: the best, and others from further down, so that they stay clearly
 * apart; a new model brings new ones.
 */
import { readLens } from '../lens/index.ts';
import { softmax } from '../sampling/index.ts';
import { idsOf, oneToken, type Bench, type Model } from './bench.ts';
import { numberOf, textOf, textsOf } from './given.ts';
import type { Given } from './types.ts';

export interface Candidate {
  readonly text: string;
  readonly value: number;
}

/** Ranks of what is offered, from 0: likely tokens, and neighbours, which lie closer together. */
const LIKELY = [0, 2, 6, 15];
const NEAR = [0, 9, 24, 45];
/** Tokens of a text among which one is chosen, at most. */
const MOST_LOOKED = 8;
/** What is offered begins with a letter, after its space. */
const WORD = /^ \p{L}{2,}$/u;

/** Probabilities of all tokens after a prompt; with `blocks`, as the lens sees them after so many. */
async function predicted(model: Model, given: Given, signal?: AbortSignal): Promise<Float32Array> {
  const ids = idsOf(model, textOf(given, 'prompt'));
  if (given['blocks'] === undefined)
    return softmax((await model.engine.run(ids, {}, signal)).logits.data);
  const V = model.engine.info.config.vocab_size;
  const cells = await readLens(model.engine, ids, { top: 64, ...(signal && { signal }) });
  const p = new Float32Array(V);
  for (const guess of cells[numberOf(given, 'blocks')]?.at(-1)?.top ?? []) p[guess.id] = guess.p;
  return p;
}

/** The last row of a head's pattern, as token texts and weights. */
async function looks(model: Model, given: Given, signal?: AbortSignal): Promise<Candidate[]> {
  const name = `blocks.${String(numberOf(given, 'layer'))}.attn.hook_pattern`;
  const ids = idsOf(model, textOf(given, 'prompt'));
  const { captured } = await model.engine.run(ids, { capture: [name] }, signal);
  const T = ids.length;
  const end = (numberOf(given, 'head') + 1) * T * T;
  const row = captured[name]?.data.subarray(end - T, end) ?? [];
  return ids.map((id, place) => ({
    text: model.tokenizer.tokenText(id),
    value: row[place] ?? NaN,
  }));
}

/** What the tokens offered are worth, NaN for one that this model has not; throws for an unknown check. */
export async function valuesOf(
  check: string,
  given: Given,
  options: readonly string[],
  bench: Bench,
  signal?: AbortSignal,
): Promise<number[]> {
  if (check === 'fewest-tokens') {
    const tokenizer = await bench.gpt2();
    return options.map((text) => -tokenizer.encode(text).length);
  }
  const model = await bench.model();
  if (check === 'looked-at') {
    const row = await looks(model, given, signal);
    return options.map((text) =>
      Math.max(...row.filter((each) => each.text === text).map(({ value }) => value)),
    );
  }
  const ids = options.map((text) => oneToken(model, text));
  if (check === 'likeliest') {
    const p = await predicted(model, given, signal);
    return ids.map((id) => (id === null ? NaN : (p[id] ?? NaN)));
  }
  if (check === 'nearest') {
    const near = await neighbours(model, given);
    return options.map((text) => near.find((each) => each.text === text)?.value ?? NaN);
  }
  throw new Error(`unknown check of tokens: ${check}`);
}

/** The tokens that are offered for the model of the bench: the best first, or in the order of the text. */
export async function offered(check: string, given: Given, bench: Bench): Promise<Candidate[]> {
  if (check === 'fewest-tokens') {
    const options = textsOf(given, 'options');
    const values = await valuesOf(check, given, options, bench);
    return best(options.map((text, i) => ({ text, value: values[i] ?? NaN })));
  }
  const model = await bench.model();
  if (check === 'looked-at') {
    // The best first, each text once, no more than a few; then in the order of the text.
    const row = await looks(model, given);
    const ranked = best([...row]);
    const once = ranked.filter(({ text }, i) => ranked.findIndex((x) => x.text === text) === i);
    const kept = once.slice(0, MOST_LOOKED);
    return row.filter((each) => kept.includes(each));
  }
  if (check === 'nearest') return spaced(await neighbours(model, given), NEAR);
  const p = await predicted(model, given);
  const all = best(Array.from(p, (value, id) => ({ text: model.tokenizer.tokenText(id), value })));
  return spaced(
    all.filter(({ text }, i) => i === 0 || WORD.test(text)),
    LIKELY,
  );
}

const NEIGHBOURS = 128;

async function neighbours(model: Model, given: Given): Promise<Candidate[]> {
  const id = oneToken(model, textOf(given, 'token'));
  if (id === null) return [];
  const near = await model.engine.tables.nearest(id, NEIGHBOURS, 'cosine');
  return near
    .map(({ id, cosine }) => ({ text: model.tokenizer.tokenText(id), value: cosine }))
    .filter(({ text }, i) => i === 0 || WORD.test(text));
}

const best = (all: Candidate[]): Candidate[] => all.sort((a, b) => b.value - a.value);
const spaced = (all: readonly Candidate[], ranks: readonly number[]): Candidate[] =>
  ranks.flatMap((rank) => all[rank] ?? []);
