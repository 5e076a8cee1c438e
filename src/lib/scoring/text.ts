import type { Engine } from '../model/api.ts';
import { scoreRows, type TokenScore } from './score.ts';
import { slidingWindows, type Window } from './windows.ts';

/** What scoring needs of a model. */
export type Scorer = Pick<Engine, 'run' | 'unembed'> & {
  readonly info: { readonly config: Pick<Engine['info']['config'], 'n_layer' | 'n_positions'> };
};

export interface ScoreOptions {
  /** Tokens that are read at once; default: as many as the model has positions. */
  readonly window?: number;
  /** How far the next window is moved on; default: half a window. */
  readonly stride?: number;
  /** Told of each window's scores as they come. */
  readonly onScores?: (scores: readonly TokenScore[], window: Window) => void;
}

/** So many logits are looked at in one go, so that a page stays responsive. */
const AT_ONCE = 1 << 20;

/**
 * Scores every token of a text but the first, given those before it in its window: see
 * `slidingWindows`, which also says which windows there can be. To score a whole text, put the
 * end-of-text token before it. Logits are made a few rows at a time, for all rows of a long text
 * would not fit into memory. Rejects with what the engine rejects with, and when the signal fires.
 */
export async function scoreText(
  engine: Scorer,
  ids: readonly number[],
  options: ScoreOptions = {},
  signal?: AbortSignal,
): Promise<TokenScore[]> {
  const { n_positions } = engine.info.config;
  const { window: size = n_positions, onScores } = options;
  const { stride = defaultStride(size) } = options;
  const scores: TokenScore[] = [];
  for (const window of slidingWindows(ids.length, size, stride)) {
    const found = await scoreWindow(engine, ids, window, signal);
    scores.push(...found);
    onScores?.(found, window);
  }
  return scores;
}

/** Half a window. */
export const defaultStride = (window: number): number => Math.max(Math.floor(window / 2), 1);

async function scoreWindow(
  engine: Scorer,
  ids: readonly number[],
  { start, from, end }: Window,
  signal: AbortSignal | undefined,
): Promise<TokenScore[]> {
  const name = `blocks.${String(engine.info.config.n_layer - 1)}.hook_resid_post`;
  const run = await engine.run(ids.slice(start, end), { capture: [name] }, signal);
  const residual = run.captured[name];
  if (!residual) throw new Error(`not captured: ${name}`);
  const [, D = 0] = residual.shape;
  const chunk = Math.max(Math.floor(AT_ONCE / run.logits.data.length), 1);
  const scores: TokenScore[] = [];
  for (let at = from; at < end; at += chunk) {
    signal?.throwIfAborted();
    const to = Math.min(at + chunk, end);
    // The row of a token is the one that its predecessor gave.
    const data = residual.data.slice((at - 1 - start) * D, (to - 1 - start) * D);
    const logits = await engine.unembed({ shape: [to - at, D], data });
    scores.push(...scoreRows(logits, ids.slice(at, to)));
  }
  return scores;
}
