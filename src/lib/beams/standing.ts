/** What a node of the tree is at a moment of the search. */
import { runningPlaces, type BeamColumn } from './columns.ts';

/**
 * `kept`: some continuation of it was kept. `died out`: it ran, but none of its continuations was
 * kept. `finished`: it has ended and is among the best ended. `displaced`: it had ended, but better
 * ones have taken its place. `best`: the text that the search gives back.
 */
export type Standing =
  | 'running'
  | 'kept'
  | 'died out'
  | 'finished'
  | 'displaced'
  | 'late end'
  | 'pruned'
  | 'banned'
  | 'best';

export interface SearchFacts {
  readonly numBeams: number;
  /** Column and place of the text given back; null while the search is not over, or has found none. */
  readonly best: NodePlace | null;
}

export interface NodePlace {
  readonly column: number;
  readonly place: number;
}

/** The standing of every node when the last of these columns has just been made. */
export function standings(
  columns: readonly BeamColumn[],
  { numBeams, best }: SearchFacts,
): Standing[][] {
  const held = new Set(
    endedNodes(columns)
      .slice(0, numBeams)
      .map(({ column, place }) => key(column, place)),
  );
  return columns.map((nodes, column) => {
    const next = columns[column + 1];
    const parents = new Set(
      next?.filter(({ fate }) => fate === 'runs' || fate === 'ends').map(({ parent }) => parent),
    );
    return nodes.map(({ fate }, place): Standing => {
      if (best?.column === column && best.place === place) return 'best';
      if (fate === 'ends') return held.has(key(column, place)) ? 'finished' : 'displaced';
      if (fate !== 'runs') return fate;
      if (next === undefined) return 'running';
      return parents.has(place) ? 'kept' : 'died out';
    });
  });
}

/**
 * The text that a search gives back which is over after these columns; null for none. A search that
 * has `settled` for its ended texts, before or at the last step, looks at no others.
 */
export function bestPlace(columns: readonly BeamColumn[], settled: boolean): NodePlace | null {
  const last = columns.length - 1;
  const nodes = settled ? undefined : columns[last];
  const running = runningPlaces(nodes).map((place) => ({
    ...{ column: last, place },
    score: nodes?.[place]?.score ?? -Infinity,
  }));
  // an ended text comes first where a running one is no better
  const all = [...endedNodes(columns), ...(nodes === undefined ? [] : running)];
  const [best] = all.sort((a, b) => b.score - a.score);
  return best === undefined ? null : { column: best.column, place: best.place };
}

/** The ended texts, best first. */
function endedNodes(columns: readonly BeamColumn[]): (NodePlace & { readonly score: number })[] {
  return columns
    .flatMap((nodes, column) =>
      nodes.flatMap(({ fate, score }, place) =>
        fate === 'ends' ? [{ column, place, score }] : [],
      ),
    )
    .sort((a, b) => b.score - a.score);
}

const key = (column: number, place: number): string => `${String(column)}.${String(place)}`;
