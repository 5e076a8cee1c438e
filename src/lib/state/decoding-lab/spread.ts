/** The same strategy with many seeds: what its texts come to, and how like each other they are. */
import { selfBleu } from '../../diversity/index.ts';
import type { Engine } from '../../model/api.ts';
import { samplingOf, softmax } from '../../sampling/index.ts';
import { entropyBits } from './token.ts';
import { totalsOf, type Summed, type Totals } from './totals.ts';
import type { Root } from './branches.ts';
import type { Usable } from './settings.ts';
import { write } from './write.ts';

/** What one seed came to. */
export interface SeedRun {
  readonly seed: number;
  readonly ids: readonly number[];
  readonly totals: Totals;
}

export interface Spread {
  readonly runs: readonly SeedRun[];
  /** Over all runs, n-grams of tokens; null for fewer than two. */
  readonly selfBleu: number | null;
}

export interface SeedJob {
  readonly engine: Engine;
  readonly settings: Usable;
  readonly badWordsIds: readonly (readonly number[])[];
  readonly ids: readonly number[];
  readonly count: number;
  readonly seed: number;
}

/** How many seeds there may be. */
export const MOST_SEEDS = 100;

/** Whether seeds make any difference to these settings. */
export const drawsTexts = ({ method, config }: Usable): boolean =>
  method === 'beam sample' ||
  ((method === 'sample' || method === 'best of n') && config.temperature !== 0);

/** Writes one text; null where it was stopped before its end. */
export async function runSeed(job: SeedJob, signal: AbortSignal): Promise<SeedRun | null> {
  const { seed } = job;
  const text =
    job.settings.method === 'sample' ? await drawn(job, signal) : await searched(job, signal);
  return signal.aborted || text === null ? null : { seed, ids: text.ids, totals: totalsOf(text) };
}

async function drawn(job: SeedJob, signal: AbortSignal): Promise<Summed | null> {
  const entropies: number[] = [];
  let settle = (): void => undefined;
  const { newIds, logprobs } = await job.engine.generate(
    job.ids,
    {
      ...samplingOf(job.settings.config),
      ...(job.badWordsIds.length === 0 ? {} : { badWordsIds: job.badWordsIds }),
      ...{ seed: job.seed, maxNewTokens: job.count },
    },
    ({ logits }) => {
      entropies.push(entropyBits(softmax(logits)));
      settle();
    },
    signal,
  );
  // steps come on a channel of their own
  await new Promise<void>((resolve) => {
    settle = () => {
      if (entropies.length >= newIds.length) resolve();
    };
    settle();
  });
  return { ids: newIds, logprobs, entropies };
}

/** The text that a search with draws puts first. */
async function searched(job: SeedJob, signal: AbortSignal): Promise<Summed | null> {
  let first: Root | null = null as Root | null;
  await write(
    { ...job, written: 0, shared: () => false },
    (texts) => (first = texts[0] ?? null),
    signal,
  );
  const seen = first?.tokens.flatMap((token) => token.seen ?? []) ?? [];
  if (first === null || seen.length < first.tokens.length) return null;
  return {
    ids: first.tokens.map(({ id }) => id),
    logprobs: seen.map(({ logprob }) => logprob),
    entropies: seen.map(({ entropy }) => entropy),
  };
}

export const spreadOf = (runs: readonly SeedRun[]): Spread => ({
  runs,
  selfBleu: selfBleu(runs.map(({ ids }) => ids)),
});

export interface Quartiles {
  readonly least: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly greatest: number;
}

/** Quartiles by linear interpolation (Hyndman and Fan 1996, type 7); null for no values. */
export function quartiles(values: readonly number[]): Quartiles | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place % 1);
  };
  return { least: at(0), lower: at(0.25), median: at(0.5), upper: at(0.75), greatest: at(1) };
}
