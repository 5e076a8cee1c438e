/** Contrastive search over a batch: the candidates of a step are read at once. */
import {
  contrastiveChoice,
  contrastiveTokens,
  degeneration,
  endsOf,
  logSumExp,
  NothingLeft,
} from '../sampling/index.ts';
import type { ResolvedEdit } from './affine.ts';
import type { Contrasted, ContrastOptions, ContrastStep } from './api.ts';
import { Aborted, Batch } from './batch.ts';
import { breathe } from './breathe.ts';
import type { GenerateContext } from './generate.ts';
import { normalize } from './residuals.ts';

export interface FinalNorm {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

type Options = Omit<ContrastOptions, 'edits'> & { readonly edits: readonly ResolvedEdit[] };

/** Writes up to `maxNewTokens` tokens after `ids`. Hidden states are the rows of ln_final. */
export async function writeContrastive(
  context: GenerateContext,
  ids: readonly number[],
  options: Options,
  norm: FinalNorm,
  onStep?: (step: ContrastStep) => void,
): Promise<Contrasted> {
  const { config } = context;
  const D = config.n_embd;
  const { edits, ...settings } = { eosTokenId: config.eos_token_id, ...options };
  const ends = options.stopAtEnd === false ? [] : endsOf(settings.eosTokenId);
  const hiddenOf = (residual: Float32Array): Float32Array =>
    affine(normalize(config, residual), norm);
  const batch = new Batch(context, edits);
  const all = [...ids];
  const newIds: number[] = [];
  const logprobs: number[] = [];
  let stopped: Contrasted['stopped'] = 'length';
  const began = performance.now();
  try {
    const prompt = await context.turn(() => batch.begin(all, 1));
    let { logits } = prompt;
    let chosen = 0;
    const states = hiddenOf(prompt.final);
    const hidden = Array.from({ length: states.length / D }, (_, t) =>
      states.subarray(t * D, (t + 1) * D),
    );
    while (newIds.length < options.maxNewTokens) {
      await breathe();
      if (context.aborted()) throw new Aborted();
      const t0 = performance.now();
      const tokens = contrastiveTokens(logits, settings, { ids: all, promptLength: ids.length });
      const texts = tokens.map(({ id }) => [...all, id]);
      const parent = chosen;
      const read = await context.turn(() =>
        batch.next(
          texts,
          tokens.map(() => parent),
        ),
      );
      const after = read.final.map(hiddenOf);
      const { best, candidates } = contrastiveChoice(
        tokens,
        after.map((state) => degeneration(state, hidden)),
        options.penaltyAlpha,
      );
      const id = tokens[best]?.id ?? 0;
      const logprob = (logits[id] ?? -Infinity) - logSumExp(logits);
      all.push(id);
      newIds.push(id);
      logprobs.push(logprob);
      hidden.push(after[best] ?? new Float32Array(D));
      const { slid } = read;
      onStep?.({ id, logprob, candidates, logits, slid, ms: performance.now() - t0 });
      logits = (read.logits[best] ?? new Float32Array()).slice();
      chosen = best;
      if (ends.includes(id)) {
        stopped = 'end of text';
        break;
      }
    }
  } catch (error) {
    if (error instanceof Aborted) stopped = 'aborted';
    else if (error instanceof NothingLeft) stopped = 'all banned';
    else throw error;
  } finally {
    batch.release();
  }
  const seconds = (performance.now() - began) / 1000;
  return { ids: all, newIds, logprobs, stopped, tokensPerSecond: newIds.length / seconds };
}

/** Row by row y · weight + bias, in place. */
function affine(rows: Float32Array, { weight, bias }: FinalNorm): Float32Array {
  const D = weight.length;
  for (let i = 0; i < rows.length; i++)
    rows[i] = (rows[i] ?? 0) * (weight[i % D] ?? 0) + (bias[i % D] ?? 0);
  return rows;
}
