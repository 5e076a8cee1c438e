import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { BPE, byteLevelPreTokenizer, Tokenizer as PeerTokenizer } from 'tokenizers';
import { afterAll, expect, test } from 'vitest';
import { createTokenizer, split, toBytes, type Merge } from '#lib/bpe/index.ts';
import { chineseText, englishText } from '../../../../tools/bench/tokenizerTexts.ts';
import { applyMerges } from '#lib/bpe/apply.ts';
import { createPairTable } from '#lib/bpe/pairs.ts';
import {
  bytesCorpus,
  createTrainer,
  readWords,
  textCorpus,
  wordsCorpus,
  type Trainer,
} from '#lib/bpe/train/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'bpe-train-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Hugging Face's trainer (Rust) makes of a text: up to 30,000 tokens, down to pairs that occur once. */
function peerMerges(text: string): Merge[] {
  const [given, made] = [join(folder, 'text'), join(folder, 'tokenizer.json')];
  writeFileSync(given, text);
  const peer = new PeerTokenizer(BPE.empty());
  peer.setPreTokenizer(byteLevelPreTokenizer(false));
  peer.train([given]);
  peer.save(made);
  return (JSON.parse(readFileSync(made, 'utf8')) as { model: { merges: Merge[] } }).model.merges;
}

/** The peer reads line by line, so no piece crosses the end of a line. */
const piecesByLine = (text: string): string[] =>
  (text.match(/[^\n]*\n|[^\n]+/g) ?? []).flatMap(split);

const namesOf = (trainer: Trainer): Merge[] =>
  trainer.merges.map(({ left, right }) => [trainer.text(left), trainer.text(right)]);

function train(trainer: Trainer): Trainer {
  while (trainer.step() !== null);
  return trainer;
}

test.each([
  ['English', englishText],
  ['Chinese', chineseText],
])('a megabyte of %s has exactly the merges of Hugging Face’s trainer', (_, read) => {
  const megabyte = read();
  const expected = peerMerges(megabyte);
  expect(expected.length).toBeGreaterThan(10_000);
  const corpus = bytesCorpus(piecesByLine(megabyte));
  const limits = { once: false, merges: expected.length };
  const trainer = train(createTrainer(corpus, { ties: 'smallest', ...limits }));
  expect(namesOf(trainer)).toEqual(expected);
});

const word = fc.oneof(
  fc.stringMatching(/^[a-e]{1,8}$/),
  fc.stringMatching(/^[A-Za-z]{1,10}$/),
  fc.stringMatching(/^[0-9]{1,4}$/),
  fc.stringMatching(/^[\u4e00-\u4e10，。é😉]{1,6}$/u),
  fc.constantFrom("it's", "we'll", '...', '\n', '  ', '\t', '<|endoftext|>'),
);
const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));

test('random texts have the same merges, up to a token that comes about twice', () => {
  let whole = 0;
  fc.assert(
    fc.property(text, (s) => {
      const expected = peerMerges(s);
      const corpus = bytesCorpus(piecesByLine(s));
      const trainer = train(createTrainer(corpus, { ties: 'smallest', once: false }));
      // The peer does not take the old count off when a pair comes up again after its merge, which
      // only a second way to the same token can bring about.
      const twice = trainer.merges.findIndex(({ fresh }) => !fresh);
      if (twice === -1) whole++;
      const end = twice === -1 ? undefined : twice + 1;
      expect(namesOf(trainer).slice(0, end)).toEqual(expected.slice(0, end));
    }),
    { numRuns: 200 },
  );
  expect(whole).toBeGreaterThan(100);
});

test('bytes: encoding with the trained merges gives the tokens that training ended with', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 80 }), (s, merges) => {
      const trainer = train(createTrainer(textCorpus(s), { ties: 'smallest', merges }));
      fc.pre(trainer.merges.every(({ fresh }) => fresh));
      const tokenizer = createTokenizer({ merges: namesOf(trainer) });
      const replayed = Array.from(trainer.corpus.running, (w) => trainer.word(w)).flat();
      expect(tokenizer.encode(s)).toEqual(replayed);
      expect(replayed).toHaveLength(trainer.tokens);
      expect(tokenizer.decode(replayed)).toBe(s);
      for (const id of replayed)
        expect(toBytes(trainer.text(id))).toEqual(tokenizer.tokenBytes(id));
    }),
    { numRuns: 300 },
  );
});

test('words: applying the trained merges to each word gives the same', () => {
  fc.assert(
    fc.property(text, (s) => {
      const trainer = train(createTrainer(wordsCorpus(readWords(s)), { ties: 'first' }));
      fc.pre(trainer.merges.every(({ fresh }) => fresh));
      const pairs = createPairTable(trainer.merges.length);
      trainer.merges.forEach(({ left, right }, rank) => pairs.add(left, right, rank));
      const made = trainer.merges.map(({ id }) => id);
      const { symbols, starts } = trainer.corpus;
      for (const index of trainer.corpus.counts.keys()) {
        const ids = symbols.slice(starts[index], starts[index + 1]);
        const length = applyMerges(ids, ids.length, { pairs, made });
        expect([...ids.subarray(0, length)]).toEqual(trainer.word(index));
      }
    }),
    { numRuns: 300 },
  );
});
