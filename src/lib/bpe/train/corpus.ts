import { byteOrder, byteToChar } from '../bytes.ts';
import { split } from '../split.ts';

/** What a trainer reads: each different word once, as symbols, with how often it occurs. */
export interface Corpus {
  /** The symbols that training starts from; their places are their ids. */
  readonly alphabet: readonly string[];
  /** The symbols of all words, one word after the other, in the order in which words first occur. */
  readonly symbols: Int32Array;
  /** Where in `symbols` each word starts; the end of the last word stands at the end. */
  readonly starts: Int32Array;
  /** How often each word occurs. */
  readonly counts: Int32Array;
  /** The text as it runs: which word comes first, second, …; only its beginning. */
  readonly running: Int32Array;
  /** Characters (code points) of the whole text, white space between words not among them. */
  readonly characters: number;
}

/** A word and how often it occurs. */
export type CountedWord = readonly [word: string, count: number];

/**
 * The end of a word as a symbol. It is a lone surrogate, which no well-formed text holds, so that
 * nothing that a reader types can be taken for it.
 */
export const endOfWord = '\udfff';

/** The largest count of one word. */
export const largestCount = 999_999;
/** How much of the running text is kept, in words. */
const runningLimit = 2_000;

/**
 * The words of GPT-2's kind of training: the pieces of its pre-tokenisation as bytes (Radford et al.
 * 2019, section 2.2). The alphabet is all 256 bytes in the order of GPT-2's ids, which is also the
 * order of the characters of the printable alphabet.
 */
export function bytesCorpus(pieces: Iterable<string>): Corpus {
  const idOfByte = new Int32Array(256);
  for (const [id, byte] of byteOrder.entries()) idOfByte[byte] = id;
  const utf8 = new TextEncoder();
  const { words, counts, running } = countWords(pieces);
  let total = 0;
  const encoded = words.map((word) => {
    const bytes = utf8.encode(word);
    total += bytes.length;
    return bytes;
  });
  const symbols = new Int32Array(total);
  const starts = new Int32Array(words.length + 1);
  let at = 0;
  for (const [word, bytes] of encoded.entries()) {
    starts[word] = at;
    for (const byte of bytes) symbols[at++] = idOfByte[byte] ?? 0;
  }
  starts[words.length] = at;
  return {
    alphabet: byteOrder.map((byte) => byteToChar[byte] ?? ''),
    symbols,
    starts,
    counts: Int32Array.from(counts),
    running: Int32Array.from(running),
    characters: sum(words.map((word, i) => countCharacters(word) * (counts[i] ?? 0))),
  };
}

/** `bytesCorpus` of a text that runs. */
export const textCorpus = (text: string): Corpus => bytesCorpus(split(text));

/**
 * The words of the paper's kind of training (Sennrich, Haddow and Birch 2016, section 3.2): the
 * characters of each word and a mark for its end. The alphabet is the characters that occur, in the
 * order of their code points, then the mark. A word that is given twice counts as often as both say.
 */
export function wordsCorpus(given: Iterable<CountedWord>): Corpus {
  const counted = new Map<string, number>();
  for (const [word, count] of given) {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a count: ${count}`);
    const whole = (counted.get(word.toWellFormed()) ?? 0) + count;
    if (word !== '') counted.set(word.toWellFormed(), Math.min(whole, largestCount));
  }
  const words = Array.from(counted.keys(), (word) => [...word]);
  const counts = Int32Array.from(counted.values());
  const characters = new Set<string>();
  for (const word of words) for (const character of word) characters.add(character);
  const alphabet = [...[...characters].toSorted(byCodePoint), endOfWord];
  const ids = new Map(alphabet.map((character, id) => [character, id]));
  const symbols = new Int32Array(sum(words.map((word) => word.length + 1)));
  const starts = new Int32Array(words.length + 1);
  let at = 0;
  for (const [index, word] of words.entries()) {
    starts[index] = at;
    for (const character of word) symbols[at++] = ids.get(character) ?? 0;
    symbols[at++] = alphabet.length - 1;
  }
  starts[words.length] = at;
  return {
    alphabet: words.length === 0 ? [] : alphabet,
    symbols,
    starts,
    counts,
    running: Int32Array.from({ length: Math.min(words.length, runningLimit) }, (_, i) => i),
    characters: sum(words.map((word, i) => word.length * (counts[i] ?? 0))),
  };
}

/**
 * The words of a text, cut at white space. `older×3` or `older*3` stands for the word three times.
 * Example: readWords('older×3 a b a') → [['older', 3], ['a', 2], ['b', 1]]
 */
export function readWords(text: string): CountedWord[] {
  const counted = new Map<string, number>();
  for (const token of text.toWellFormed().match(/\P{White_Space}+/gu) ?? []) {
    const [, word = token, times = '1'] = /^(.+)[×*]([0-9]{1,6})$/su.exec(token) ?? [];
    if (Number(times) > 0) counted.set(word, (counted.get(word) ?? 0) + Number(times));
  }
  return [...counted];
}

/** Compares strings by code points, as Python does; JavaScript's own < goes by UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    const [left, right] = [a.codePointAt(i) ?? 0, b.codePointAt(i) ?? 0];
    // Past the same lead surrogate both are trail surrogates, which compare the same way.
    return left - right;
  }
  return a.length - b.length;
}

function countWords(pieces: Iterable<string>): {
  words: string[];
  counts: number[];
  running: number[];
} {
  const indices = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  const running: number[] = [];
  for (const piece of pieces) {
    let index = indices.get(piece);
    if (index === undefined) {
      index = words.length;
      indices.set(piece, index);
      words.push(piece);
      counts.push(0);
    }
    counts[index] = (counts[index] ?? 0) + 1;
    if (running.length < runningLimit) running.push(index);
  }
  return { words, counts, running };
}

function countCharacters(word: string): number {
  let characters = word.length;
  for (let i = 0; i + 1 < word.length; i++) {
    const isPair = (word.charCodeAt(i) & 0xfc00) === 0xd800;
    if (isPair && (word.charCodeAt(i + 1) & 0xfc00) === 0xdc00) characters--;
  }
  return characters;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
