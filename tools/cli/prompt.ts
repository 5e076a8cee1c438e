/** The ids that a model reads: from TEXT or from --ids. */
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import { checkIds } from '../../src/lib/model/embed.ts';
import { CliError } from './cli-error.ts';
import { parseIds, readText } from './input.ts';
import type { OpenModel } from './models/open.ts';

export const promptOptions = {
  ids: { type: 'string' },
  bos: { type: 'boolean' },
  'allow-special': { type: 'boolean' },
} as const;

export const promptHelp = [
  ['--ids 1,2,3', 'token ids in place of TEXT'],
  ['--bos', 'begin with <|endoftext|>, as the documents of the training text do'],
  ['--allow-special', 'read <|endoftext|> in TEXT as one token; else it is plain text'],
] as const;

export interface PromptValues {
  readonly ids?: string | undefined;
  readonly bos?: boolean | undefined;
  readonly 'allow-special'?: boolean | undefined;
}

/** What the prompt was given as, before a model is there to read it. */
export type Prompt = (model: OpenModel) => number[];

/**
 * Reads the prompt now, so that a mistake in it costs no loading; the model gives the ids.
 * `bad-id` for an id outside the vocabulary.
 */
export async function readPrompt(
  positionals: readonly string[],
  { ids, bos = false, 'allow-special': allowSpecial = false }: PromptValues,
): Promise<Prompt> {
  const start = ({ files }: OpenModel): number[] => (bos ? [files.config.eos_token_id] : []);
  if (ids !== undefined) {
    if (positionals.length > 0) throw new CliError('TEXT and --ids: give one of them');
    if (allowSpecial) throw new CliError('--allow-special is about TEXT, not --ids');
    const list = parseIds(ids);
    return (model) => {
      checkIds(model.files.config, list);
      return [...start(model), ...list];
    };
  }
  const text = await readText(positionals);
  if (text === '' && !bos) throw new CliError('the text is empty');
  return (model) => [...start(model), ...tokenizerOf(model).encode(text, { allowSpecial })];
}

function tokenizerOf({ tokenizer, path }: OpenModel): Tokenizer {
  if (tokenizer !== null) return tokenizer;
  throw new CliError(`no tokenizer files (vocab.json and merges.txt) in ${path}; --ids needs none`);
}

/** The token for the eye; null for an id that no token has. */
export function tokenText(tokenizer: Tokenizer | null, id: number): string | null {
  return hasToken(tokenizer, id) ? tokenizer.tokenText(id) : null;
}

/** Text of ids; ids that no token has are left out. null without a tokenizer. */
export function textOf(tokenizer: Tokenizer | null, ids: readonly number[]): string | null {
  if (tokenizer === null) return null;
  return tokenizer.decode(ids.filter((id) => hasToken(tokenizer, id)));
}

/** Whether the id stands for something: models may have more rows than their tokenizer has tokens. */
export function hasToken(tokenizer: Tokenizer | null, id: number): tokenizer is Tokenizer {
  try {
    return tokenizer !== null && tokenizer.tokenBytes(id).length >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
