/**
 * Our trainer of byte-pair encodings against Hugging Face's `tokenizers` (Rust, all cores) on the same
 * texts: from the text to the merges of 30,000 tokens, or of all pairs where they are fewer. 30,000 is
 * the peer's size from JavaScript; it cannot be told another. It reads line by line, so ours does too
 * here. The contenders take turns; it stops if their merges differ. Alone: `node tools/bench/bpe.ts`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BPE, byteLevelPreTokenizer, Tokenizer } from 'tokenizers';
import { split, type Merge } from '#lib/bpe/index.ts';
import { bytesCorpus, createTrainer, textCorpus } from '#lib/bpe/train/index.ts';
import { atLeast, compare, markdown, median, reported, type Row } from './rows.ts';
import { chineseText, englishText } from './tokenizerTexts.ts';

const rounds = 7;
const vocabularySize = 30_000;
/** What the page trains at most. */
const pageMerges = 10_000;

/** Two rows a text against the peer, and one with what the page does at most, of ours alone. */
export function benchBpe(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bpe-'));
  const code = readFileSync(
    new URL('../../node_modules/typescript/lib/typescript.js', import.meta.url),
    'utf8',
  );
  const texts = {
    '1 MB English': englishText(),
    '1 MB Chinese': chineseText(),
    '5 MB code': code.slice(0, 5_000_000),
  };
  try {
    return Object.entries(texts).flatMap(([name, text]) => benchText(name, text, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchText(name: string, text: string, folder: string): Row[] {
  const given = join(folder, 'text');
  writeFileSync(given, text);
  const times = { ours: [] as number[], peer: [] as number[], page: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const peer = timed(() => trainPeer(given));
    const expected = mergesOf(peer.result, join(folder, 'tokenizer.json'));
    const ours = timed(() => trainOurs(text));
    if (ours.result.join('\n') !== expected.join('\n'))
      throw new Error(`other merges than the peer's: ${name}`);
    const page = timed(() => trainAsPage(text));
    if (round === 0) continue; // which only warms the compiler
    times.ours.push(ours.ms);
    times.peer.push(peer.ms);
    times.page.push(page.ms);
  }
  const what = `training BPE, ${name}`;
  const note = 'fastest and median: ' + `${ms(Math.min(...times.page))}, ${ms(median(times.page))}`;
  return [
    ...compare(`${what}, against tokenizers`, times.ours, times.peer, 'speed', atLeast(1)),
    reported(`${what}, ${String(pageMerges)} merges`, 'ms', Math.min(...times.page), note),
  ];
}

function trainPeer(path: string): Tokenizer {
  const peer = new Tokenizer(BPE.empty());
  peer.setPreTokenizer(byteLevelPreTokenizer(false));
  peer.train([path]);
  return peer;
}

function mergesOf(peer: Tokenizer, path: string): Merge[] {
  peer.save(path);
  return (JSON.parse(readFileSync(path, 'utf8')) as { model: { merges: Merge[] } }).model.merges;
}

function trainOurs(text: string): Merge[] {
  const corpus = bytesCorpus((text.match(/[^\n]*\n|[^\n]+/g) ?? []).flatMap(split));
  // The peer's vocabulary has only the bytes that occur; ours has all 256.
  const merges = vocabularySize - new Set(corpus.symbols).size;
  const trainer = createTrainer(corpus, { ties: 'smallest', once: false, merges });
  while (trainer.step() !== null);
  return trainer.merges.map(({ left, right }) => [trainer.text(left), trainer.text(right)]);
}

function trainAsPage(text: string): number {
  const trainer = createTrainer(textCorpus(text), { ties: 'smallest', merges: pageMerges });
  while (trainer.step() !== null);
  return trainer.tokens;
}

function timed<T>(work: () => T): { result: T; ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}

const ms = (time: number): string => `${time.toFixed(0)} ms`;

if (import.meta.main) console.log(markdown(benchBpe()));
