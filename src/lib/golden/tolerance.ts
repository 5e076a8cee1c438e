/** How far a right model may be from a published number, besides the rounding of that number. */
import type { Finding, GoldenModel } from './types.ts';

export type Quantity = 'loss' | 'logit difference' | 'probability' | 'score';

/**
 * float32 adds in another order on every machine, most of all on a GPU; float16 and int8 weights are
 * rounded. The float32 bounds follow the engine's self-check, 1e-3 a logit on the CPU and 1e-2 on a
 * GPU; those of rounded weights are wide: they tell a broken model from a rounded one, and nothing
 * published says how good a rounded one is. Other weights have no bound and are not judged.
 */
const ALLOWED: Readonly<Record<string, Readonly<Record<Quantity, number>>>> = {
  wasm: { loss: 1e-4, 'logit difference': 2e-3, probability: 5e-4, score: 5e-4 },
  webgpu: { loss: 1e-3, 'logit difference': 2e-2, probability: 5e-3, score: 5e-3 },
  fp16: { loss: 1e-2, 'logit difference': 0.1, probability: 1e-2, score: 1e-2 },
  int8: { loss: 5e-2, 'logit difference': 0.3, probability: 3e-2, score: 3e-2 },
};

/** The row of the table that holds for a model. */
export function precisionOf({ engine, dtype }: GoldenModel): string {
  const { backend, dtype: running } = engine.info;
  if (dtype !== 'fp32') return dtype;
  return running === 'fp32' ? backend : running;
}

/** True where weights and arithmetic are float32: only then must texts be the same to the letter. */
export const isExact = (model: GoldenModel): boolean =>
  ['wasm', 'webgpu'].includes(precisionOf(model));

/** True where a bound is stated for how this model is held. */
export const hasBounds = (model: GoldenModel): boolean =>
  Object.hasOwn(ALLOWED, precisionOf(model));

/** Holds a measured number against a published one. Not-a-number never passes. */
export function compare(
  model: GoldenModel,
  quantity: Quantity,
  actual: number,
  { expected, rounding }: { readonly expected: number; readonly rounding: number },
): Finding {
  const tolerance = rounding + (ALLOWED[precisionOf(model)]?.[quantity] ?? 0);
  return { actual, expected, tolerance, passed: Math.abs(actual - expected) <= tolerance };
}
