/** A text and the logits after it: what figures of strategies cut and move. */
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import { cosine, leading, softmax } from '../sampling/index.ts';
import { leadingIds, packLogits, unpackLogits, type PackedLogits } from '../strategies/index.ts';
import { writeGreedy } from './greedy-text.ts';

export interface Moment {
  /** What the reader typed. */
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly promptLength: number;
  readonly cut: boolean;
  /** [V] */
  readonly logits: Float32Array;
  /** A token as it is shown; its number where its text is not stored. */
  readonly textOf: (id: number) => string;
}

export interface StoredMoment extends Omit<Moment, 'logits' | 'textOf'> {
  readonly logits: PackedLogits;
  /** Texts of the likeliest tokens and of those of the text, by id. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface Loaded {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
}

/** Reads a text, writes `write` more tokens greedily, and gives the logits after them. */
export async function readMoment(
  { engine, tokenizer }: Loaded,
  text: string,
  write = 0,
  signal?: AbortSignal,
): Promise<Moment> {
  const greedy = { count: write, neverEnd: true };
  const written = await writeGreedy({ engine, tokenizer }, text, greedy, undefined, signal);
  const { ids, tokens, promptLength, cut } = written;
  const { logits } = await engine.run(
    ids.slice(-engine.info.config.n_positions),
    { logits: 'last' },
    signal,
  );
  const textOf = (id: number): string => tokenizer.tokenText(id);
  return { text, ids, tokens, promptLength, cut, logits: logits.data, textOf };
}

const STORED_TEXTS = 400;

export function storeMoment({ logits, textOf, ...moment }: Moment): StoredMoment {
  const named = new Set([...leadingIds(logits, STORED_TEXTS), ...moment.ids]);
  const texts = Object.fromEntries([...named].map((id) => [String(id), textOf(id)]));
  return { ...moment, logits: packLogits(logits), texts };
}

export function storedMoment({ logits, texts, ...moment }: StoredMoment): Moment {
  const textOf = (id: number): string => texts[String(id)] ?? `#${String(id)}`;
  return { ...moment, logits: unpackLogits(logits), textOf };
}

/** A candidate of contrastive search. */
export interface ContrastCandidate {
  readonly id: number;
  readonly text: string;
  readonly p: number;
  /** The largest cosine of its hidden state with one of the text before. */
  readonly penalty: number;
  /** Which token of the text that is. */
  readonly like: number;
}

export interface ContrastChoice {
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly promptLength: number;
  readonly cut: boolean;
  /** Likeliest first. */
  readonly candidates: readonly ContrastCandidate[];
}

const HIDDEN = 'ln_final.hook_normalized';

/** The k likeliest tokens after a text, each read after it, and how like its hidden state is. */
export async function readCandidates(
  { engine, tokenizer }: Loaded,
  ids: readonly number[],
  k: number,
  signal?: AbortSignal,
): Promise<ContrastCandidate[]> {
  const room = engine.info.config.n_positions - 1;
  const dropped = Math.max(ids.length - room, 0);
  const read = ids.slice(dropped);
  const { logits } = await engine.run(read, { logits: 'last' }, signal);
  const p = softmax(logits.data);
  const likeliest = Array.from(leading(logits.data, null, k)).sort(
    (a, b) => (p[b] ?? 0) - (p[a] ?? 0) || a - b,
  );
  const candidates: ContrastCandidate[] = [];
  for (const id of likeliest) {
    const { captured } = await engine.run([...read, id], { capture: [HIDDEN] }, signal);
    const rows = captured[HIDDEN]?.data ?? new Float32Array();
    const D = engine.info.config.n_embd;
    const row = (t: number): Float32Array => rows.subarray(t * D, (t + 1) * D);
    const cosines = read.map((_, t) => cosine(row(read.length), row(t)));
    const penalty = Math.max(...cosines);
    candidates.push({
      ...{ id, text: tokenizer.tokenText(id), p: p[id] ?? 0, penalty },
      like: dropped + cosines.indexOf(penalty),
    });
  }
  return candidates;
}
