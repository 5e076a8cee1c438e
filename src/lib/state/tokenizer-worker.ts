/** GPT-2's tokenizer in a worker of its own: long texts are read away from the page. */
import { expose, transfer } from 'comlink';
import { gpt2Merges, gpt2Tokenizer } from '../bpe/index.ts';
import {
  compareSegmentations,
  findTokens,
  foundToken,
  groupsBetween,
  indexTokens,
  layOut,
  readText,
  replay,
  type FindQuery,
  type FoundToken,
  type Reading,
  type Replay,
  type Segmentation,
  type TextFacts,
  type TokenGroup,
  type TokenIndex,
} from '../tokens/index.ts';
import { bertVocabulary } from '../wordpiece/index.ts';

/** Longer texts are read up to here, in UTF-16 units. */
export const longestText = 4 * 2 ** 20;

/** What a text gave: its counts, the number of its groups of whole characters. */
export interface ReadAnswer {
  readonly facts: TextFacts;
  readonly groups: number;
  /** True where the text was longer than what is read. */
  readonly clipped: boolean;
}

/** Texts and lists are kept under the key of the figure that asked, one each. */
const readings = new Map<string, Reading>();
const lists = new Map<string, readonly number[]>();
let index: Promise<TokenIndex> | undefined;

function kept<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing was read under this key: ${key}`);
  return value;
}

const worker = {
  async read(key: string, source: string | Blob, allowSpecial: boolean): Promise<ReadAnswer> {
    const tokenizer = await gpt2Tokenizer();
    const whole = typeof source === 'string' ? source : await source.text();
    const reading = readText(tokenizer, whole.slice(0, longestText), { allowSpecial });
    readings.set(key, reading);
    const { facts, starts } = reading;
    return { facts, groups: starts.length, clipped: whole.length > longestText };
  },
  /** The first group of each line, and the number of groups at the end. */
  layOut(key: string, columns: number): Int32Array {
    const lines = layOut(kept(readings, key), columns);
    return transfer(lines, [lines.buffer]);
  },
  async groups(key: string, from: number, to: number): Promise<TokenGroup[]> {
    return groupsBetween(await gpt2Tokenizer(), kept(readings, key), from, to);
  },
  async replay(text: string): Promise<Replay> {
    return replay(await gpt2Tokenizer(), text);
  },
  async compare(text: string): Promise<Segmentation[]> {
    return compareSegmentations(text, await gpt2Tokenizer(), await bertVocabulary());
  },
  /** How many tokens were found. */
  async find(key: string, query: FindQuery): Promise<number> {
    index ??= gpt2Tokenizer().then(indexTokens);
    const ids = findTokens(await index, query);
    lists.set(key, ids);
    return ids.length;
  },
  async found(key: string, from: number, to: number): Promise<FoundToken[]> {
    const [tokenizer, merges] = [await gpt2Tokenizer(), await gpt2Merges()];
    const ids = kept(lists, key).slice(from, to);
    return ids.map((id) => foundToken(tokenizer, merges, id));
  },
  forget(key: string): void {
    readings.delete(key);
    lists.delete(key);
  },
};

export type TokenizerWorker = typeof worker;

expose(worker);
