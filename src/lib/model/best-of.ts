/** Several texts, the likeliest first. */
import { byLikelihood, likelihood } from '../sampling/index.ts';
import type { BestOf, BestOfOptions, Generated, GenerateOptions, ScoredText, Step } from './api.ts';

/** Writes n texts one after the other, with the seeds `seed`, `seed` + 1, … modulo 2 ** 32. */
export async function writeBestOf(
  write: (options: GenerateOptions, onStep: (step: Step) => void) => Promise<Generated>,
  { n, lengthPenalty = 1, ...options }: BestOfOptions,
  onStep?: (step: Step, text: number) => void,
): Promise<BestOf> {
  const texts: ScoredText[] = [];
  let stopped: BestOf['stopped'] = 'done';
  for (let text = 0; text < n; text++) {
    const seed = ((options.seed ?? 0) + text) % 2 ** 32;
    const written = await write({ ...options, seed }, (step) => onStep?.(step, text));
    texts.push({ ...written, seed, score: likelihood(written, lengthPenalty) });
    if (written.stopped !== 'aborted') continue;
    stopped = 'aborted';
    break;
  }
  return { texts: byLikelihood(texts, lengthPenalty), stopped };
}
