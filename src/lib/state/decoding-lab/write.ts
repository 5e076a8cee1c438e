/**
 * Writing a column's texts with the engine, which lets texts that are written at once take turns. Only
 * on the GPU it draws them one after the other; there they are written a few tokens at a time, each call
 * going on where the last one stopped, so that columns that are begun together grow together.
 */
import type { Engine, Generated } from '../../model/api.ts';
import { beamsOf, likelihood, samplingOf } from '../../sampling/index.ts';
import type { Root, Stopped } from './branches.ts';
import { judgeTexts } from './judge.ts';
import type { Usable } from './settings.ts';
import { picked, weighed, type Token } from './token.ts';

export interface Job {
  readonly engine: Engine;
  readonly settings: Usable;
  /** Tokens that must not come in a row, words of the reader among them. */
  readonly badWordsIds: readonly (readonly number[])[];
  /** Everything that is there already, never empty; of it, the last `written` belong to the text. */
  readonly ids: readonly number[];
  readonly written: number;
  /** How many more tokens to write. */
  readonly count: number;
  readonly seed: number;
  /** Whether other texts wait for their turn. */
  readonly shared: () => boolean;
}

/** Given all texts of the job, whenever one has grown. */
export type Report = (texts: readonly Root[]) => void;

/** Writes; settles when all is written or stopped. Rejects with what the engine rejects with. */
export function write(job: Job, report: Report, signal: AbortSignal): Promise<void> {
  switch (job.settings.method) {
    case 'greedy':
    case 'sample':
      return writeOne(job, (text) => report([text]), signal);
    case 'best of n':
      return writeBestOf(job, report, signal);
    case 'contrastive':
      return writeContrastive(job, report, signal);
    case 'beam':
    case 'beam sample':
    case 'diverse beam':
      return writeBeams(job, report, signal);
  }
}

async function writeOne(
  job: Job,
  report: (text: Root) => void,
  signal: AbortSignal,
): Promise<void> {
  const { engine, ids, written, count, seed } = job;
  const options = { ...samplingOf(configOf(job)), seed };
  const promptLength = ids.length - written;
  let tokens: readonly Token[] = [];
  let stopped: Stopped = 'length';
  let burst = 2;
  while (tokens.length < count && stopped === 'length') {
    const times: number[] = [];
    const steps = arrivals();
    const before = tokens.length;
    const now = [...ids, ...tokens.map(({ id }) => id)];
    const inParts = engine.info.backend === 'webgpu' && job.shared();
    const maxNewTokens = inParts ? Math.min(burst, count - before) : count - before;
    const part: Generated = await engine.generate(
      now,
      { ...options, maxNewTokens, written: written + before },
      ({ id, logits, ms }) => {
        times.push(ms);
        const text = { ids: [...ids, ...tokens.map((token) => token.id)], promptLength };
        tokens = [...tokens, { id, taken: false, seen: picked(logits, id, options, text) }];
        report({ tokens, stopped: 'writing', score: null });
        steps.arrived();
      },
      signal,
    );
    await steps.all(part.newIds.length);
    stopped = part.stopped === 'length' && signal.aborted ? 'aborted' : part.stopped;
    burst = nextBurst(times);
  }
  report({ tokens, stopped, score: null });
}

/**
 * How many tokens to write at a turn: reading the text anew should take no longer than writing. The
 * first time of a turn is that of reading, the others are of one token each.
 */
export function nextBurst([reading = 0, ...others]: readonly number[]): number {
  if (others.length === 0) return 2;
  const one = others.reduce((sum, ms) => sum + ms, 0) / others.length;
  return Math.min(Math.max(Math.round(reading / one), 2), 16);
}

/** Steps come on a channel of their own: the answer may be there before the last of them. */
function arrivals(): { arrived: () => void; all: (count: number) => Promise<void> } {
  let seen = 0;
  let check = (): void => undefined;
  return {
    arrived() {
      seen++;
      check();
    },
    all: (count) =>
      new Promise((resolve) => {
        check = () => {
          if (seen >= count) resolve();
        };
        check();
      }),
  };
}

async function writeBestOf(job: Job, report: Report, signal: AbortSignal): Promise<void> {
  const { numReturnSequences: n = 1, lengthPenalty = 1 } = job.settings.config;
  const texts: Root[] = Array.from({ length: n }, () => ({
    ...{ tokens: [], stopped: 'writing', score: null },
  }));
  const shared = (): boolean => true;
  await Promise.all(
    texts.map((_, i) =>
      writeOne(
        { ...job, shared, seed: (job.seed + i) >>> 0 },
        (text) => {
          texts[i] = text;
          report([...texts]);
        },
        signal,
      ),
    ),
  );
  const scored = texts.map((text) => ({ ...text, score: likelihoodOf(text, lengthPenalty) }));
  report(scored.sort((a, b) => (a.score === b.score ? 0 : b.score - a.score)));
}

/** Σ ln P / length ** lengthPenalty of a text whose tokens are all settled. */
const likelihoodOf = ({ tokens }: Root, lengthPenalty: number): number =>
  likelihood({ logprobs: tokens.map(({ seen }) => seen?.logprob ?? 0) }, lengthPenalty);

async function writeContrastive(job: Job, report: Report, signal: AbortSignal): Promise<void> {
  const config = configOf(job);
  const { topK = 4, penaltyAlpha = 0.6 } = config;
  let tokens: readonly Token[] = [];
  const steps = arrivals();
  const { stopped, newIds } = await job.engine.contrast(
    job.ids,
    { ...processorsOf(job), topK, penaltyAlpha, maxNewTokens: job.count },
    ({ id, logits, candidates }) => {
      const of = candidates.map(({ probability, ...rest }) => ({ ...rest, p: probability }));
      tokens = [...tokens, { id, taken: false, seen: weighed(logits, id, of) }];
      report([{ tokens, stopped: 'writing', score: null }]);
      steps.arrived();
    },
    signal,
  );
  await steps.all(newIds.length);
  report([{ tokens, stopped, score: null }]);
}

async function writeBeams(job: Job, report: Report, signal: AbortSignal): Promise<void> {
  const { engine, ids, count, seed } = job;
  const options = beamsOf(configOf(job), ids.length);
  const asked = options.numReturnSequences ?? 1;
  const unsettled = (text: { readonly ids: readonly number[]; readonly score: number }): Root => ({
    tokens: text.ids.slice(ids.length).map((id) => ({ id, taken: false, seen: null })),
    stopped: 'writing',
    score: text.score,
  });
  let open = true;
  const { texts, stopped } = await engine.beams(
    ids,
    { ...options, maxNewTokens: count, seed },
    ({ groups }) => {
      const best = groups
        .flatMap(({ running, ended }) => [...running, ...ended])
        .sort((a, b) => b.score - a.score)
        .slice(0, asked);
      if (open && best.length > 0) report(best.map(unsettled));
    },
    signal,
  );
  open = false;
  if (texts.length === 0) return report([{ tokens: [], stopped, score: null }]);
  report(texts.map(unsettled));
  const judged = await judgeTexts(
    engine,
    texts.map((text) => text.ids),
    ids.length,
  );
  report(
    texts.map(({ ended, score }, i) => ({
      tokens: judged[i] ?? [],
      stopped: ended && stopped !== 'aborted' ? 'end of text' : stopped,
      score,
    })),
  );
}

/** The configuration with the words that are banned. */
function configOf({ settings: { config }, badWordsIds, engine }: Job): Usable['config'] {
  return {
    eosTokenId: engine.info.config.eos_token_id,
    ...config,
    ...(badWordsIds.length === 0 ? {} : { badWordsIds }),
  };
}

/** What counts for every strategy. */
function processorsOf(job: Job): Usable['config'] {
  const { temperature: _T, topK: _k, numBeams: _n, ...config } = configOf(job);
  return config;
}
