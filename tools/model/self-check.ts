/**
 * Writes `self-check.json` of a model: what the reference implementation computes for fixed prompts,
 * against which the engine checks each backend before it is used.
 *
 *   node tools/model/self-check.ts [--check] [DIRECTORY]
 *
 * With --check nothing is written: fails when the stored file differs from a new computation.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tokenizerFromFiles } from '../../src/lib/bpe/index.ts';
import type { Gpt2Config } from '../../src/lib/model/config.ts';
import type { Reference, ReferencePrompt } from '../../src/lib/model/self-check.ts';
import { forward, type Weights } from '../../src/lib/reference/index.ts';
import { openModelDirectory } from './file-source.ts';
import { readWeights } from './read-weights.ts';

/** Jane Austen, Pride and Prejudice (1813), chapter 1. */
const text = `It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.

However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth is so well fixed in the minds of the surrounding families, that he is considered the rightful property of some one or other of their daughters.

“My dear Mr. Bennet,” said his lady to him one day, “have you heard that Netherfield Park is let at last?”

Mr. Bennet replied that he had not.

“But it is,” returned she; “for Mrs. Long has just been here, and she told me all about it.”`;

/** Fused attention goes wrong from 32 tokens on where it goes wrong: both sides of that, and far beyond. */
const prompts = [
  { name: '1 token', tokens: 1, continued: 0 },
  { name: '31 tokens', tokens: 31, continued: 0 },
  { name: '32 tokens', tokens: 32, continued: 0 },
  { name: '128 tokens', tokens: 128, continued: 0 },
  { name: '40 tokens and 5 more', tokens: 45, continued: 5 },
] as const;

/** Computes the reference of a model directory that brings its tokenizer's files. */
export async function makeReference(directory: string): Promise<Reference> {
  const checkpoint = await openModelDirectory(directory);
  const weights = await readWeights(checkpoint);
  await checkpoint.close();
  const [mergesTxt, vocabJson] = await Promise.all(
    ['merges.txt', 'vocab.json'].map((name) => readFile(join(directory, name), 'utf8')),
  );
  const tokenizer = tokenizerFromFiles({ mergesTxt: mergesTxt ?? '', vocabJson: vocabJson ?? '' });
  const ids = [checkpoint.config.eos_token_id, ...tokenizer.encode(text)];
  const file = await readFile(join(directory, 'model.safetensors'));
  return {
    sha256: createHash('sha256').update(file).digest('hex'),
    prompts: prompts.map(({ name, tokens, continued }) => {
      if (tokens > ids.length) throw new Error(`the text has only ${ids.length} tokens`);
      const prompt = { name, ids: ids.slice(0, tokens), continued };
      return { ...prompt, ...lastPlace(checkpoint.config, weights, prompt.ids) };
    }),
  };
}

/** What stands at the last place: logits of 32 likely and 32 other ids, and each head's pattern. */
function lastPlace(
  config: Gpt2Config,
  weights: Weights,
  ids: readonly number[],
): Pick<ReferencePrompt, 'logits' | 'patterns'> {
  const { logits, cache } = forward(config, weights, ids);
  const T = ids.length;
  const row = logits.at(-1) ?? new Float64Array();
  const likely = [...row.keys()].toSorted((a, b) => row[b]! - row[a]!).slice(0, 32);
  const spread = Array.from({ length: 32 }, (_, i) => Math.floor((i * row.length) / 32));
  return {
    logits: [...new Set([...likely, ...spread])].map((id) => ({ id, value: rounded(row[id]!, 7) })),
    patterns: Array.from({ length: config.n_layer }, (_, i) => {
      const pattern = cache[`blocks.${i}.attn.hook_pattern`]!.data; // (H, T, T)
      return Array.from({ length: config.n_head }, (_, h) => {
        const end = (h + 1) * T * T;
        return [...pattern.subarray(end - T, end)].map((weight) => rounded(weight, 6));
      });
    }).flat(),
  };
}

/**
 * The largest difference between the numbers of two references; Infinity where they are not of the
 * same prompts and ids. Compares the prompts of `a`, each with the one of its name in `b`.
 */
export function referenceDifference(a: Reference, b: Reference): number {
  if (a.sha256 !== b.sha256) return Infinity;
  return Math.max(
    ...a.prompts.map((one) => {
      const other = b.prompts.find(({ name }) => name === one.name);
      return other === undefined ? Infinity : largest(flat(one), flat(other));
    }),
  );
}

const flat = ({ ids, continued, logits, patterns }: ReferencePrompt): number[][] => [
  ids.map((id) => id * 1e6),
  [continued * 1e6],
  logits.map(({ id }) => id * 1e6),
  logits.map(({ value }) => value),
  ...patterns.map((row) => [...row]),
];

function largest(a: number[][], b: number[][]): number {
  if (a.map((row) => row.length).join() !== b.map((row) => row.length).join()) return Infinity;
  return Math.max(...a.flatMap((row, i) => row.map((x, j) => Math.abs(x - b[i]![j]!))));
}

const rounded = (x: number, digits: number): number => Number(x.toPrecision(digits));

async function main(args: readonly string[]): Promise<number> {
  const directory = args.find((arg) => !arg.startsWith('--')) ?? 'public/models/teaching';
  const path = join(directory, 'self-check.json');
  const reference = await makeReference(directory);
  if (!args.includes('--check')) {
    await writeFile(path, `${JSON.stringify(reference)}\n`);
    return 0;
  }
  const stored = JSON.parse(await readFile(path, 'utf8')) as Reference;
  const difference = Math.max(
    referenceDifference(reference, stored),
    referenceDifference(stored, reference),
  );
  console.log(`${path}: largest difference ${difference}`);
  return difference <= 1e-5 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
