/** From the words of a command to token ids. */
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import { idsOption, oneText, UsageError } from './arguments.ts';

/** Options of every command that takes a text. */
export const TEXT_OPTIONS = {
  ids: { type: 'string' },
  bos: { type: 'boolean' },
  'allow-special': { type: 'boolean' },
} as const;

export interface TextValues {
  readonly ids?: string | undefined;
  readonly bos?: boolean | undefined;
  readonly 'allow-special'?: boolean | undefined;
}

/**
 * The ids of TEXT, or those given by `--ids`. As in Hugging Face, nothing is put before the text
 * unless `--bos` asks for `<|endoftext|>`; typed in TEXT, that is plain text unless
 * `--allow-special`.
 */
export function readIds(
  values: TextValues,
  words: readonly string[],
  tokenizer: Tokenizer,
): number[] {
  if (values.ids !== undefined && words.length > 0)
    throw new UsageError('give either a TEXT or --ids, not both');
  const allowSpecial = values['allow-special'] ?? false;
  const ids =
    values.ids === undefined
      ? tokenizer.encode(oneText(words), { allowSpecial })
      : idsOption(values.ids);
  return values.bos === true && tokenizer.eosId !== null ? [tokenizer.eosId, ...ids] : ids;
}
