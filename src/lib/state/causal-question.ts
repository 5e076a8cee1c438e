/** What the causal tools are asked: a text, and the two tokens whose logits are compared. */
import type { Tokenizer } from '../bpe/index.ts';
import {
  answerToken,
  readPrompt,
  type Answers,
  type Prompt,
  type StoredPair,
  type StoredPrompt,
} from '../causal/index.ts';
import type { Engine } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import { topTokens } from '../sampling/index.ts';
import type { LiveProvenance, LoadedModel } from './lesson-model.svelte.ts';

export interface Question {
  readonly text: string;
  /** The word looked for; empty: the likeliest token. */
  readonly a: string;
  /** The word it is compared with; empty: the likeliest of the others. */
  readonly b: string;
}

/** A question as the model has read it. */
export interface Asked {
  readonly prompt: Pick<Prompt, 'text' | 'ids' | 'tokens' | 'cut'>;
  readonly answers: Answers;
  /** The tokens compared, as text; b is null for the mean of all tokens. */
  readonly a: string;
  readonly b: string | null;
  /** A word that is several tokens: only its first counts. */
  readonly partly: string | null;
}

/** Where a result was computed, and under which name TransformerLens has the model (null: it has not). */
export interface Where {
  readonly live: LiveProvenance | null;
  readonly name: string | null;
}

/** The longest text that these tools read, in tokens: they run it hundreds of times. */
export const MOST_TOKENS = 64;

export const STORED: Where = { live: null, name: null };

export const whereOf = ({ asked, engine, provenance }: LoadedModel): Where => ({
  live: provenance,
  name: asked === null ? null : engine.info.model,
});

/**
 * Reads a question; where a word is left out, the model's own likeliest tokens take its place. With
 * `mean` the answer is compared with the mean of all tokens. Rejects with `empty-prompt`.
 */
export async function readQuestion(
  engine: Engine,
  tokenizer: Tokenizer,
  question: Question,
  signal: AbortSignal,
  mean = false,
): Promise<Asked> {
  const prompt = promptOf(engine, tokenizer, question.text);
  const words = [question.a, mean ? '' : question.b].map((word) => answerToken(tokenizer, word));
  const [a, b] = words;
  const taken = words.flatMap((word) => (word ? [word.id] : []));
  const missing = !a || (!b && !mean);
  const likely = missing ? await likeliest(engine, prompt.ids, taken, signal) : [];
  const first = a?.id ?? likely.shift() ?? 0;
  const second = mean ? null : (b?.id ?? likely.shift() ?? 0);
  return {
    prompt,
    answers: { a: first, b: second },
    a: tokenizer.tokenText(first),
    b: second === null ? null : tokenizer.tokenText(second),
    partly: words.find((word) => word && !word.whole)?.text ?? null,
  };
}

/** A text as these tools read it; throws `empty-prompt` for none. */
export function promptOf(engine: Engine, tokenizer: Tokenizer, text: string): Prompt {
  if (text === '') throw new ModelError('empty-prompt', 'there is no text to read');
  return readPrompt(tokenizer, text, Math.min(MOST_TOKENS, engine.info.config.n_positions));
}

async function likeliest(
  engine: Engine,
  ids: readonly number[],
  without: readonly number[],
  signal: AbortSignal,
): Promise<number[]> {
  const { logits } = await engine.run(ids, {}, signal);
  const found = topTokens(logits.data, 2 + without.length).map(({ id }) => id);
  return found.filter((id) => !without.includes(id));
}

/** What was asked of a stored pair. */
export const storedAsked = (pair: StoredPair, prompt: StoredPrompt = pair.clean): Asked => ({
  prompt: { ...prompt, cut: false },
  answers: { a: pair.a.id, b: pair.b.id },
  a: pair.a.text,
  b: pair.b.text,
  partly: null,
});

export const questionOf = (pair: StoredPair): Question => ({
  text: pair.clean.text,
  a: pair.a.text.trim(),
  b: pair.b.text.trim(),
});
