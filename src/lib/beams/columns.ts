/**
 * What a beam search has looked at, step by step, as columns of a tree: each continuation with the
 * place of the text it continues, and what became of it.
 */
import { logSoftmax, repeats, runningBeams } from '../sampling/index.ts';
import type { BeamState, BeamStep } from '../sampling/index.ts';

/** `banned`: it would have been kept, but would have repeated n tokens. */
export type Fate = 'runs' | 'ends' | 'late end' | 'pruned' | 'banned';

export interface BeamNode {
  readonly id: number;
  /** Place in the column before of the text that it continues; 0, the prompt, for the first. */
  readonly parent: number;
  /** ln P(id | text so far) under the model: what stands on the edge. */
  readonly logprob: number;
  /** ln P of the whole continuation: the sum along the edges. */
  readonly total: number;
  /** total / (number of tokens) ** lengthPenalty. */
  readonly score: number;
  readonly fate: Fate;
}

/**
 * The continuations of one step, best first: those that run or end, and of those pruned as many as
 * there are beams; then the bans.
 */
export type BeamColumn = readonly BeamNode[];

/** At most so many bans are shown of a step. */
const MOST_BANS = 4;

/**
 * The column of a step of a search with one group and no draw.
 *
 * @param before the search before the step
 * @param columns those of the steps before
 * @param logits after each of its running texts, [V] each
 */
export function columnOf(
  before: BeamState,
  columns: readonly BeamColumn[],
  logits: readonly Float32Array[],
  step: BeamStep,
): BeamColumn {
  const running = runningBeams(before);
  const places = runningPlaces(columns.at(-1));
  const looked = (step.candidates[0] ?? []).map(
    ({ id, parent, logprob, total, score, fate }): BeamNode => ({
      ...{ id, parent: places[parent] ?? 0, total, score, fate },
      logprob: logprob - (running[parent]?.logprob ?? 0),
    }),
  );
  const { noRepeatNgramSize: n = 0, lengthPenalty, size } = before.settings;
  let pruned = 0;
  const shown = looked.filter(({ fate }) => fate !== 'pruned' || pruned++ < size);
  if (n === 0) return shown;
  const worst = looked.reduce(
    (least, { total, fate }) => (fate === 'runs' ? Math.min(least, total) : least),
    Infinity,
  );
  const bans = running.flatMap(({ ids, total: sum }, row) => {
    const scores = logSoftmax(logits[row] ?? new Float32Array());
    return [...repeats(ids, n)].map((id): BeamNode => {
      const logprob = scores[id] ?? -Infinity;
      const total = sum + logprob;
      const score = total / (before.length + 1) ** lengthPenalty;
      return { id, parent: places[row] ?? 0, logprob, total, score, fate: 'banned' };
    });
  });
  // where nothing could go on, every ban that was possible matters
  const least = Number.isFinite(worst) ? worst : -Infinity;
  const kept = bans.filter(({ total }) => total > -Infinity && total >= least);
  return [...shown, ...kept.sort((a, b) => b.total - a.total).slice(0, MOST_BANS)];
}

/** Places in a column of the texts that run on, in the order of the next step's rows. */
export const runningPlaces = (column: BeamColumn | undefined): number[] =>
  column === undefined
    ? [0]
    : column.flatMap(({ fate }, place) => (fate === 'runs' ? [place] : []));

/** The ids from the prompt to a node, the prompt left out. */
export function pathTo(columns: readonly BeamColumn[], column: number, place: number): number[] {
  const ids: number[] = [];
  let at = place;
  for (let c = column; c >= 0; c--) {
    const node = columns[c]?.[at];
    if (node === undefined) break;
    ids.unshift(node.id);
    at = node.parent;
  }
  return ids;
}
