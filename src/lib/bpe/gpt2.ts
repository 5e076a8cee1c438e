import type { Merge } from './merges.ts';
import { recoverMerges } from './recover.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

let merges: Promise<readonly Merge[]> | undefined;
let tokenizer: Promise<Tokenizer> | undefined;

/**
 * GPT-2's 50,000 merges, best first, recovered from the ranks in the package `gpt-tokenizer`. The
 * package is fetched at the first call, so that a page with the teaching model never loads it.
 */
export function gpt2Merges(): Promise<readonly Merge[]> {
  merges ??= loadMerges();
  return merges;
}

/** GPT-2's tokenizer: 50,257 ids, the last of them `<|endoftext|>`. One for all callers. */
export function gpt2Tokenizer(): Promise<Tokenizer> {
  tokenizer ??= gpt2Merges().then((merges) => createTokenizer({ merges }));
  return tokenizer;
}

async function loadMerges(): Promise<readonly Merge[]> {
  const { default: ranks } = await import('gpt-tokenizer/bpeRanks/r50k_base');
  const utf8 = new TextEncoder();
  return recoverMerges(
    ranks.map((token) => (typeof token === 'string' ? utf8.encode(token) : Uint8Array.from(token))),
  );
}
