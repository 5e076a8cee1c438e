/** The teaching model and GPT-2's tokenizer, for checks in Node. */
import { readFileSync } from 'node:fs';
import { gpt2Tokenizer, tokenizerFromFiles } from '#lib/bpe/index.ts';
import type { Bench } from '#lib/exercises/bench.ts';
import { teachingEngine } from '../model/engine/teaching.ts';

export function createReadingBench(): Bench {
  const read = (name: string) => readFileSync(`public/models/teaching/${name}`, 'utf8');
  const tokenizer = tokenizerFromFiles({
    mergesTxt: read('merges.txt'),
    vocabJson: read('vocab.json'),
  });
  return {
    model: async () => ({ engine: await teachingEngine(), tokenizer }),
    gpt2: gpt2Tokenizer,
  };
}
