/**
 * One step of beam search for one group of beams, as Hugging Face's BeamSearchScorer makes it
 * (transformers 4, generation/beam_search.py): of all continuations the best 2 · size are looked at
 * (more with several end tokens), so that size of them can go on even if others end.
 */
import { bannedAmong, type Banned } from './banned.ts';
import type { BeamSettings } from './beamOptions.ts';
import { candidates } from './distribution.ts';
import { penalizeFrequency } from './frequency.ts';
import { leading } from './leading.ts';
import { process } from './process.ts';
import type { Rng } from './rng.ts';
import { logSoftmax, logSumExp } from './softmax.ts';
import { draw } from './sample.ts';

export interface Beam {
  /** Prompt and continuation, with the end-of-text token where it has ended. */
  readonly ids: readonly number[];
  /** ln P of the continuation under the model itself, and of each of its tokens. */
  readonly logprob: number;
  readonly logprobs: readonly number[];
  /** The sum after penalties and warpers: what running texts are compared by. */
  readonly total: number;
  /** total / (number of new tokens) ** lengthPenalty: what ended texts are compared by. */
  readonly score: number;
  /** The running beam that it continues, as a row of the batch before: what to copy of a cache. */
  readonly parent: number;
}

/** A continuation that a step has looked at, and what became of it. */
export interface Candidate extends Beam {
  readonly id: number;
  /** `late end`: it ends, but is not among the best `size`, and so is dropped. */
  readonly fate: 'runs' | 'ends' | 'late end' | 'pruned';
  /** Its row in the next batch; null where it has none, be it that the search of its group is over. */
  readonly row: number | null;
}

export interface Group {
  readonly running: readonly Beam[];
  /** The best ended texts, best first. */
  readonly ended: readonly Beam[];
  readonly done: boolean;
}

export interface Rows {
  /** The logits after each running beam, [V] each. */
  readonly logits: readonly Float32Array[];
  /** The number of the group's first row in the whole batch. */
  readonly first: number;
}

export interface StepContext {
  readonly settings: BeamSettings;
  readonly promptLength: number;
  /** The tokens that earlier groups have just taken. */
  readonly taken: readonly number[];
  readonly rng: Rng;
}

export interface GroupStep {
  readonly group: Group;
  /** Best first; `row` counts within the group. */
  readonly candidates: readonly Candidate[];
  readonly banned: readonly Banned[];
}

/** Continues a group by one token. */
export function stepGroup({ running, ended }: Group, rows: Rows, context: StepContext): GroupStep {
  const { settings, promptLength } = context;
  const { size, ends, lengthPenalty } = settings;
  const { looked, banned } = continuations(running, rows, context);
  const length = (running[0]?.ids.length ?? 0) + 1 - promptLength;
  let count = 0;
  const found = looked.map(({ parent, id, total, logprob }, rank): Candidate => {
    const before = running[parent];
    const isEnd = ends.includes(id);
    const fate = isEnd ? (rank < size ? 'ends' : 'late end') : count < size ? 'runs' : 'pruned';
    const row = fate === 'runs' ? count++ : null;
    const ids = [...(before?.ids ?? []), id];
    const logprobs = [...(before?.logprobs ?? []), logprob];
    const score = total / length ** lengthPenalty;
    const sum = (before?.logprob ?? 0) + logprob;
    return {
      ids,
      id,
      fate,
      row,
      logprob: sum,
      logprobs,
      total,
      score,
      parent: rows.first + parent,
    };
  });
  const next = found.filter(({ fate }) => fate === 'runs').map(beamOf);
  const pool = byScore([
    ...ended,
    ...found.filter(({ fate }) => fate === 'ends').map(beamOf),
  ]).slice(0, size);
  const done = next.length === 0 || isOver(pool, next, length, settings);
  return { group: { running: next, ended: pool, done }, candidates: found, banned };
}

/** The text without the news of the step. */
const beamOf = ({ ids, logprob, logprobs, total, score, parent }: Candidate): Beam => {
  return { ids, logprob, logprobs, total, score, parent };
};

export const byScore = (beams: readonly Beam[]): Beam[] =>
  beams.toSorted((a, b) => b.score - a.score);

/** Whether no running text can still enter the ended ones, as far as `earlyStopping` looks. */
function isOver(
  ended: readonly Beam[],
  running: readonly Beam[],
  length: number,
  { size, earlyStopping, lengthPenalty, maxNewTokens }: BeamSettings,
): boolean {
  if (ended.length < size) return false;
  if (earlyStopping === true) return true;
  // a total is below 0: with a positive penalty it weighs least at the greatest length
  const at = earlyStopping === 'never' && lengthPenalty > 0 ? maxNewTokens : length;
  const best = Math.max(...running.map(({ total }) => total));
  return (ended.at(-1)?.score ?? -Infinity) >= best / at ** lengthPenalty;
}

interface Continuation {
  /** Place among the group's running beams. */
  readonly parent: number;
  readonly id: number;
  readonly total: number;
  /** Of the token alone. */
  readonly logprob: number;
}

/** The continuations of all running beams that a step looks at: the best, or as many drawn ones. */
function continuations(
  running: readonly Beam[],
  rows: Rows,
  { settings, promptLength, taken, rng }: StepContext,
): { looked: Continuation[]; banned: Banned[] } {
  const { size, ends, doSample, diversityPenalty } = settings;
  const most = Math.max(2, 1 + ends.length) * size;
  const banned: Banned[] = [];
  const all = running.flatMap((beam, parent) => {
    const logits = rows.logits[parent] ?? new Float32Array();
    const normalizer = logSumExp(logits);
    const scores = logSoftmax(logits, normalizer);
    if (diversityPenalty > 0) penalizeFrequency(scores, taken, diversityPenalty);
    const text = { ids: beam.ids, promptLength };
    const processed = process(scores, settings, text);
    for (const one of bannedAmong(scores, processed, settings, text, most))
      banned.push({ ...one, parent: rows.first + parent, total: beam.total + one.logprob });
    const { ids, logits: left } = allBanned(processed)
      ? { ids: null, logits: new Float32Array() }
      : doSample
        ? candidates(processed, settings, ends.length + 1)
        : { ids: null, logits: processed };
    // a draw may take any of them; the best are among the best of each beam
    const places = leading(left, null, doSample ? Infinity : most);
    return Array.from(places, (place): Continuation => {
      const id = ids === null ? place : (ids[place] ?? 0);
      const logprob = (logits[id] ?? 0) - normalizer;
      return { parent, id, logprob, total: beam.total + (left[place] ?? 0) };
    });
  });
  const chosen = doSample ? drawSome(all, most, rng) : all;
  const looked = chosen.sort(byTotal).slice(0, most);
  const least = looked.length < most ? -Infinity : (looked.at(-1)?.total ?? -Infinity);
  const close = banned.filter(({ total }) => total >= least).sort(byTotal);
  return { looked, banned: close.slice(0, most) };
}

interface Placed {
  readonly total: number;
  readonly parent: number;
  readonly id: number;
}
const byTotal = (a: Placed, b: Placed): number =>
  b.total - a.total || a.parent - b.parent || a.id - b.id;

const allBanned = (scores: Float32Array): boolean => scores.every((score) => score === -Infinity);

/** Draws n of them by exp(total), without putting one back. */
function drawSome(all: readonly Continuation[], n: number, rng: Rng): Continuation[] {
  if (all.length === 0) return [];
  const largest = all.reduce((most, { total }) => Math.max(most, total), -Infinity);
  const weights = Float32Array.from(all, ({ total }) => Math.exp(total - largest));
  const possible = weights.reduce((count, weight) => count + Number(weight > 0), 0);
  return Array.from({ length: Math.min(n, possible) }, () => {
    const place = draw(weights, rng);
    weights[place] = 0;
    return all[place] ?? { parent: 0, id: 0, total: 0, logprob: 0 };
  });
}
