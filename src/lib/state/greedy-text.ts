/** Texts that the model writes greedily, and what it thinks of a phrase that comes again and again. */
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import { logSumExp } from '../sampling/index.ts';

/** A text with ln P of each token given those before it; NaN for the first. */
export interface JudgedText {
  readonly text: string;
  readonly ids: readonly number[];
  /** Each token as it is shown. */
  readonly tokens: readonly string[];
  readonly logprobs: readonly number[];
  /** So many tokens at the start the model has not written. */
  readonly promptLength: number;
  /** True where not all of the reader's text was read. */
  readonly cut: boolean;
}

export interface GreedyOptions {
  /** Tokens to write; fewer where the model has no more places. */
  readonly count: number;
  /** No n tokens in a row twice; default 0, no such ban. */
  readonly noRepeatNgramSize?: number;
  /** Writes on where the model would end the text, so that texts are equally long; default false. */
  readonly neverEnd?: boolean;
}

/** The model reads at most so many tokens of a prompt. */
const MOST_PROMPT = 64;

/** The start token and at most `most` tokens of a text, its last ones. */
export function promptOf(
  tokenizer: Tokenizer,
  text: string,
  most: number,
): { readonly ids: readonly number[]; readonly cut: boolean } {
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  // no token holds more bytes than 64 characters need
  const piece = text.slice(-64 * most);
  const encoded = tokenizer.encode(piece);
  const ids = [...start, ...encoded.slice(-most)];
  if (ids.length === 0) throw new ModelError('empty-prompt', 'no tokens');
  return { ids, cut: encoded.length > most || piece.length < text.length };
}

/** Writes after a text, always the likeliest token that is allowed; says after each token how it looks. */
export async function writeGreedy(
  { engine, tokenizer }: { readonly engine: Engine; readonly tokenizer: Tokenizer },
  text: string,
  { count, noRepeatNgramSize = 0, neverEnd = false }: GreedyOptions,
  onText?: (written: JudgedText) => void,
  signal?: AbortSignal,
): Promise<JudgedText> {
  const { n_positions } = engine.info.config;
  const { ids: prompt, cut } = promptOf(tokenizer, text, Math.min(MOST_PROMPT, n_positions >> 1));
  const maxNewTokens = Math.min(count, n_positions - prompt.length);
  let written: JudgedText = {
    ...{ text, ids: prompt, tokens: prompt.map((id) => tokenizer.tokenText(id)) },
    ...{ logprobs: prompt.map(() => NaN), promptLength: prompt.length, cut },
  };
  await engine.generate(
    prompt,
    {
      ...{ strategy: 'greedy', maxNewTokens, noRepeatNgramSize },
      ...(neverEnd ? { minNewTokens: maxNewTokens } : {}),
    },
    ({ id, logprob }) => {
      written = {
        ...written,
        ids: [...written.ids, id],
        tokens: [...written.tokens, tokenizer.tokenText(id)],
        logprobs: [...written.logprobs, logprob],
      };
      onText?.(written);
    },
    signal,
  );
  return written;
}

/** Reads a phrase so many times in a row (fewer where the model has no more places), in one pass. */
export async function readPhrase(
  { engine, tokenizer }: { readonly engine: Engine; readonly tokenizer: Tokenizer },
  phrase: string,
  times: number,
  signal?: AbortSignal,
): Promise<JudgedText> {
  const { n_positions, vocab_size } = engine.info.config;
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  const { ids: read, cut } = promptOf(tokenizer, phrase, MOST_PROMPT >> 1);
  const round = read.slice(start.length);
  if (round.length === 0) throw new ModelError('empty-prompt', 'no tokens');
  const fit = Math.min(times, Math.floor((n_positions - start.length) / round.length));
  const ids = [...start, ...Array.from({ length: fit }, () => round).flat()];
  const { logits } = await engine.run(ids, { logits: 'all' }, signal);
  const logprobs = ids.map((id, t) => {
    if (t === 0) return NaN;
    const row = logits.data.subarray((t - 1) * vocab_size, t * vocab_size);
    return (row[id] ?? NaN) - logSumExp(row);
  });
  const tokens = ids.map((id) => tokenizer.tokenText(id));
  return { text: phrase, ids, tokens, logprobs, promptLength: ids.length, cut };
}
