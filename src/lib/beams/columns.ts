/**
 * What a beam search has looked at, step by step, as columns of a tree: each continuation with the
 * place of the text it continues, and what became of it.
 */
import type { BeamStep } from '../sampling/index.ts';

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

/** What a column is made of: a step of a search with one group, no draw and no penalty. */
export type StepFacts = Pick<BeamStep, 'candidates' | 'banned'>;

/**
 * The column of a step, after the columns of those before it.
 *
 * @param settings of the search: how many texts it keeps, and what it compares ended ones by
 */
export function columnOf(
  columns: readonly BeamColumn[],
  { candidates: [looked = []], banned: [bans = []] }: StepFacts,
  { numBeams, lengthPenalty }: { readonly numBeams: number; readonly lengthPenalty: number },
): BeamColumn {
  const before = columns.at(-1);
  const places = runningPlaces(before);
  let pruned = 0;
  const shown = looked
    .filter(({ fate }) => fate !== 'pruned' || pruned++ < numBeams)
    .map(({ id, parent: row, total, score, fate }): BeamNode => {
      const parent = places[row] ?? 0;
      const logprob = total - (before?.[parent]?.total ?? 0);
      return { id, parent, logprob, total, score, fate };
    });
  const kept = shown.flatMap(({ fate, total }) => (fate === 'runs' ? [total] : []));
  // where nothing could go on, every ban matters
  const least = kept.length > 0 ? Math.min(...kept) : -Infinity;
  const missed = bans
    .filter(({ total }) => total > -Infinity && total >= least)
    .slice(0, MOST_BANS)
    .map(({ id, parent, logprob, total }): BeamNode => {
      const score = total / (columns.length + 1) ** lengthPenalty;
      return { id, parent: places[parent] ?? 0, logprob, total, score, fate: 'banned' };
    });
  return [...shown, ...missed];
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
