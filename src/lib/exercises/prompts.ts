/** Making the model say something: what a text of the reader's brings about. */
import { findLoop, rounds } from '../repetition/index.ts';
import { greedy, softmax } from '../sampling/index.ts';
import { idsOf, oneToken, type Bench, type Model } from './bench.ts';
import { numberOf, textOf } from './given.ts';
import type { Given } from './types.ts';

export interface Brought {
  /** What is compared with what is asked; NaN where this model cannot do it, below 0 for a cut word. */
  readonly value: number;
  /** The text that was written, the token, or the tokens. */
  readonly shown: string;
}

export const PROMPT_CHECKS = ['says', 'probable', 'likeliest', 'loops', 'oneToken'] as const;
export type PromptCheck = (typeof PROMPT_CHECKS)[number];

export const isPromptCheck = (name: string): name is PromptCheck =>
  PROMPT_CHECKS.includes(name as PromptCheck);

async function write(
  model: Model,
  text: string,
  tokens: number,
  signal?: AbortSignal,
): Promise<readonly number[]> {
  const options = { strategy: 'greedy', maxNewTokens: tokens } as const;
  return (await model.engine.generate(idsOf(model, text), options, undefined, signal)).newIds;
}

/** Runs a check on a text. Throws for an unknown check. */
export async function bringAbout(
  check: string,
  given: Given,
  text: string,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Brought> {
  if (!isPromptCheck(check)) throw new Error(`unknown check of a prompt: ${check}`);
  if (check === 'oneToken') {
    const tokenizer = await bench.gpt2();
    // As inside a sentence: with the space before it.
    const ids = tokenizer.encode(` ${text.trim()}`);
    const shown = ids.map((id) => tokenizer.tokenText(id)).join(' | ');
    const letters = [...text.trim()].length;
    return { value: ids.length === 1 ? letters : -ids.length, shown };
  }
  const model = await bench.model();
  // The model is asked for what comes after the text; a space at its end would spoil the next token.
  const prompt = text.trimEnd();
  switch (check) {
    case 'says': {
      const shown = model.tokenizer.decode(
        await write(model, prompt, numberOf(given, 'tokens'), signal),
      );
      const looked = textOf(given, 'contains').toLowerCase();
      return { value: shown.toLowerCase().includes(looked) ? 1 : 0, shown };
    }
    case 'loops': {
      const ids = await write(model, prompt, numberOf(given, 'tokens'), signal);
      const loop = findLoop(ids);
      return { value: loop ? rounds(loop) : 0, shown: model.tokenizer.decode(ids) };
    }
    case 'probable':
    case 'likeliest': {
      const { logits } = await model.engine.run(idsOf(model, prompt), {}, signal);
      const id =
        check === 'probable' ? oneToken(model, textOf(given, 'token')) : greedy(logits.data);
      if (id === null) return { value: NaN, shown: '' };
      const p = softmax(logits.data)[id] ?? NaN;
      return { value: p, shown: model.tokenizer.tokenText(id) };
    }
  }
}
