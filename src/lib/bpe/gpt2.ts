import { nextTask } from '../pacing/next-task.ts';
import type { Merge } from './merges.ts';
import { recoverEach } from './recover.ts';
import { fromVocabulary, type Tokenizer } from './tokenizer.ts';
import { canonicalIds, createVocabulary, endOfText } from './vocabulary.ts';

/** Merges recovered between two pauses: a few milliseconds of work. */
const SOME = 2500;

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
  tokenizer ??= makeTokenizer();
  return tokenizer;
}

/** As `createTokenizer` does it, with pauses: a page must not stand still meanwhile. */
async function makeTokenizer(): Promise<Tokenizer> {
  const merges = await gpt2Merges();
  const ids = canonicalIds(merges, 256 + merges.length);
  await nextTask();
  const vocabulary = createVocabulary(merges, ids);
  await nextTask();
  return fromVocabulary(vocabulary, endOfText);
}

async function loadMerges(): Promise<readonly Merge[]> {
  const { default: ranks } = await import('gpt-tokenizer/bpeRanks/r50k_base');
  const utf8 = new TextEncoder();
  await nextTask();
  const tokens = ranks.map((token) =>
    typeof token === 'string' ? utf8.encode(token) : Uint8Array.from(token),
  );
  const merges: Merge[] = [];
  for (const merge of recoverEach(tokens)) {
    if (merges.length % SOME === 0) await nextTask();
    merges.push(merge);
  }
  return merges;
}
