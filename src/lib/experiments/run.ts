/** The two experiments of the lesson on positions, on any engine. */
import type { Engine } from '../model/api.ts';
import { mean, tokenLosses } from './losses.ts';
import { placesFor, type Experiment } from './places.ts';
import { relativeChange } from './reordered.ts';

export interface Losses {
  /** The row of wpe that each token got; null for none. */
  readonly places: readonly number[] | null;
  /** −ln P of each token after the first, in nat. */
  readonly losses: readonly number[];
  readonly mean: number;
}

/** How surprised the model is by a text whose positions were tampered with. */
export async function lossesWith(
  engine: Engine,
  ids: readonly number[],
  experiment: Experiment,
  signal?: AbortSignal,
): Promise<Losses> {
  const places = placesFor(experiment, ids.length, engine.info.config.n_positions);
  const { logits } = await engine.run(ids, { positions: places, logits: 'all' }, signal);
  const losses = tokenLosses(logits, ids);
  return { places, losses, mean: mean(losses) };
}

/** Mean losses for shifts from 0 to as far as the table goes, `count` of them, evenly apart. */
export async function shiftCurve(
  engine: Engine,
  ids: readonly number[],
  count: number,
  signal?: AbortSignal,
): Promise<{ readonly by: number; readonly loss: number }[]> {
  const last = engine.info.config.n_positions - ids.length;
  const steps = Math.min(count, last + 1);
  const shifts = Array.from({ length: steps }, (_, i) => Math.round((i * last) / (steps - 1 || 1)));
  const curve: { by: number; loss: number }[] = [];
  for (const by of shifts)
    curve.push({ by, loss: (await lossesWith(engine, ids, { kind: 'shifted', by }, signal)).mean });
  return curve;
}

/**
 * Reads a text twice, as it is and with its tokens in another order, and gives for each block (after
 * the sum of embeddings, which is row 0) and each token of the new order how far its vector has
 * moved: [L + 1][T], see `relativeChange`. `positions`: with the rows of wpe by place, or without any.
 */
export async function changesByBlock(
  engine: Engine,
  ids: readonly number[],
  order: readonly number[],
  positions: boolean,
  signal?: AbortSignal,
): Promise<number[][]> {
  const capture = residuals(engine.info.config.n_layer);
  const options = positions ? { capture } : { capture, positions: null };
  const before = await engine.run(ids, options, signal);
  const reordered = order.map((from) => ids[from] ?? 0);
  const after = await engine.run(reordered, options, signal);
  return capture.map((name) => {
    const [old, now] = [before.captured[name], after.captured[name]];
    if (!old || !now) throw new Error(`not captured: ${name}`);
    return relativeChange(old, now, order);
  });
}

const residuals = (layers: number): string[] => [
  'blocks.0.hook_resid_pre',
  ...Array.from({ length: layers }, (_, i) => `blocks.${i}.hook_resid_post`),
];
