/**
 * What the page draws: one forward pass, whether it was computed just now or stored when the site
 * was built. Figures cannot tell the difference but by `source`.
 */
import type { EngineInfo, Run } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { SamplingOptions } from '../sampling/index.ts';
import { nextToken, type NextToken } from './distribution.ts';
import { stageValues, type StageValues } from './stages.ts';
import type { StoredRun } from './stored.ts';

export interface Snapshot {
  readonly source: 'live' | 'stored';
  readonly model: string;
  readonly config: Gpt2Config;
  /** The ids that were read: the whole text, or its last n_positions. */
  readonly ids: readonly number[];
  /** How many ids of the text lie before the window. */
  readonly start: number;
  /** The pattern of a head, [T, T], query by key; null where it was not brought back. */
  readonly pattern: (layer: number, head: number) => Float32Array | null;
  readonly stages: Readonly<Record<string, StageValues>>;
  /** Logits of the last token, [V]; a stored run has none. */
  readonly logits: Float32Array | null;
  readonly next: NextToken;
  readonly ms: number | null;
}

/** A pass that was computed just now. */
export function liveSnapshot(
  info: EngineInfo,
  run: Run,
  start: number,
  sampling: SamplingOptions,
): Snapshot {
  const T = run.ids.length;
  const logits = run.logits.data.subarray(-info.config.vocab_size);
  let stages: Record<string, StageValues> | null = null;
  return {
    source: 'live',
    model: info.model,
    config: info.config,
    ids: run.ids,
    start,
    pattern(layer, head) {
      const tensor = run.captured[`blocks.${String(layer)}.attn.hook_pattern`];
      return tensor?.data.subarray(head * T * T, (head + 1) * T * T) ?? null;
    },
    get stages() {
      return (stages ??= stageValues(run));
    },
    logits,
    next: nextToken(logits, sampling),
    ms: run.ms,
  };
}

/** A pass that came with the site. */
export function storedSnapshot(stored: StoredRun): Snapshot {
  const T = stored.ids.length;
  return {
    source: 'stored',
    model: stored.model,
    config: stored.config,
    ids: stored.ids,
    start: 0,
    pattern(layer, head) {
      const triangle = stored.patterns[layer]?.[head];
      return triangle && triangle.length > 0 ? square(triangle, T) : null;
    },
    stages: stored.stages,
    logits: null,
    next: stored.next,
    ms: null,
  };
}

/** The lower triangle, row by row, → the whole matrix [T, T] with zeros above the diagonal. */
function square(triangle: readonly number[], T: number): Float32Array {
  const matrix = new Float32Array(T * T);
  let at = 0;
  for (let row = 0; row < T; row++) {
    for (let col = 0; col <= row; col++) matrix[row * T + col] = triangle[at++] ?? 0;
  }
  return matrix;
}
