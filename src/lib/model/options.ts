/** Options of the ways to write on, refused with `bad-option` and a sentence where they make no sense. */
import { beamSettings, checkSampling, checkSetting, createRng } from '../sampling/index.ts';
import type { BeamSearchOptions, BestOfOptions, ContrastOptions, GenerateOptions } from './api.ts';
import { MOST_TEXTS } from './batch.ts';
import { ModelError } from './errors.ts';

/** `length` is that of the text that is gone on from. */
export function checkGenerate(options: GenerateOptions, length: number): void {
  const { written = 0 } = options;
  if (!Number.isInteger(written) || written < 0 || written > length)
    throw new ModelError('bad-option', 'written is not a number of tokens of the text');
  attempt(options, () => {
    checkSampling(options);
  });
}

export function checkBeams(options: BeamSearchOptions): void {
  attempt(options, () => {
    beamSettings(options);
    checkCount('num-beams', options.numBeams);
  });
}

export function checkContrast(options: ContrastOptions): void {
  attempt(options, () => {
    const { topK, penaltyAlpha, maxNewTokens, edits, stopAtEnd, ...processors } = options;
    checkSampling({ strategy: 'greedy', ...processors });
    checkSetting('topK', topK);
    checkSetting('penaltyAlpha', penaltyAlpha);
    checkCount('top-k', topK);
  });
}

export function checkBestOf(options: BestOfOptions, length: number): void {
  checkGenerate(options, length);
  attempt(options, () => {
    if (!Number.isInteger(options.n) || options.n < 1)
      throw new RangeError(`n must be a whole number of at least 1: ${String(options.n)}`);
    checkSetting('lengthPenalty', options.lengthPenalty ?? 1);
  });
}

interface Common {
  readonly maxNewTokens: number;
  readonly seed?: number;
}

function attempt({ maxNewTokens, seed }: Common, check: () => void): void {
  if (!Number.isInteger(maxNewTokens) || maxNewTokens < 0)
    throw new ModelError('bad-option', 'maxNewTokens is not a whole number');
  try {
    check();
    if (seed !== undefined) createRng(seed);
  } catch (cause) {
    if (cause instanceof RangeError) throw new ModelError('bad-option', cause.message, { cause });
    throw cause;
  }
}

function checkCount(setting: string, count: number): void {
  if (count > MOST_TEXTS)
    throw new RangeError(
      `${setting} is at most ${String(MOST_TEXTS)} here, as so many texts are read at once: ${String(count)}`,
    );
}
