import type { TokenizerFiles } from '../../../src/lib/bpe/index.ts';
import { CliError } from '../cli-error.ts';

interface TokenizerJson {
  readonly model?: {
    readonly type?: string;
    readonly vocab?: Readonly<Record<string, number>>;
    readonly merges?: readonly (string | readonly string[])[];
  };
  readonly added_tokens?: readonly { readonly id: number; readonly content: string }[];
  readonly normalizer?: unknown;
}

/**
 * The vocabulary and merges out of the one file that the package `tokenizers` writes, which has
 * merges as `"a b"` or, since version 0.20, `["a", "b"]`. Refuses what is no byte-level BPE.
 */
export function filesFromTokenizerJson(json: string | null): TokenizerFiles | null {
  if (json === null) return null;
  let file: TokenizerJson | null;
  try {
    file = JSON.parse(json) as TokenizerJson | null;
  } catch (cause) {
    throw new CliError('tokenizer.json is not JSON', { cause });
  }
  const { type = 'BPE', vocab, merges } = file?.model ?? {};
  if (type !== 'BPE' || vocab === undefined || !Array.isArray(merges) || file?.normalizer)
    throw new CliError('tokenizer.json is not of a byte-level BPE as in GPT-2');
  const added = (file?.added_tokens ?? []).map(({ id, content }) => [content, id] as const);
  const lines = merges.map((merge: string | readonly string[]) =>
    typeof merge === 'string' ? merge : merge.join(' '),
  );
  return {
    mergesTxt: ['#version: 0.2', ...lines].join('\n'),
    vocabJson: JSON.stringify({ ...vocab, ...Object.fromEntries(added) }),
  };
}
