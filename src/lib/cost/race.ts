/** The same text written twice: with the KV cache, and reading everything again for each token. */
import type { Engine } from '../model/api.ts';
import { greedy } from '../sampling/index.ts';

/** One token of one runner, as it arrives. */
export interface Lap {
  readonly id: number;
  /** Milliseconds since the start of this runner, and of this step alone. */
  readonly at: number;
  readonly ms: number;
}

export type Runner = 'cached' | 'uncached';

/**
 * Writes `count` tokens greedily with one runner and reports each. The text must fit the model's
 * positions with them: then no window slides, and both runners compute the same.
 */
export async function runLaps(
  engine: Engine,
  ids: readonly number[],
  { runner, count }: { runner: Runner; count: number },
  onLap: (lap: Lap) => void,
  signal?: AbortSignal,
): Promise<Lap[]> {
  const laps: Lap[] = [];
  let at = 0;
  const note = (id: number, ms: number): void => {
    at += ms;
    const lap = { id, at, ms };
    laps.push(lap);
    onLap(lap);
  };
  if (runner === 'cached') {
    const options = { strategy: 'greedy', maxNewTokens: count, stopAtEnd: false } as const;
    await engine.generate(
      ids,
      options,
      ({ id, ms }) => {
        note(id, ms);
      },
      signal,
    );
    signal?.throwIfAborted();
    return laps;
  }
  const text = [...ids];
  for (let step = 0; step < count; step++) {
    signal?.throwIfAborted();
    const { logits, ms } = await engine.run(text, {}, signal);
    const id = greedy(logits.data);
    text.push(id);
    note(id, ms);
  }
  return laps;
}

/** Milliseconds to read these tokens at once, for each of `times` runs. */
export async function timeReading(
  engine: Engine,
  ids: readonly number[],
  times: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    signal?.throwIfAborted();
    found.push((await engine.run(ids, {}, signal)).ms);
  }
  return found;
}
