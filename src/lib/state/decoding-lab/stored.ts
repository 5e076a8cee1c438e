/** A run of the lab that is kept with the site: what the page shows before any model is loaded. */
import type { Piece } from '../../bpe/index.ts';
import type { GenerationConfig } from '../../sampling/index.ts';
import { plant, type Stopped, type Tree } from './branches.ts';
import type { SeedRun } from './spread.ts';
import type { Seen, Stage, Token } from './token.ts';
import { MEASURES, type Totals } from './totals.ts';

/** id, ln P, rank, entropy, chance, kept, mass, stages as [by, left], likeliest as [id, p, chance]. */
export type PackedToken = readonly [
  id: number,
  logprob: number,
  rank: number,
  entropy: number,
  q: number | null,
  kept: number | null,
  mass: number | null,
  stages: readonly (readonly [Stage['by'], number])[],
  top: readonly (readonly [number, number, number | null])[],
];

/** Seed, tokens, 4-grams, and the measures in their order. */
export type PackedRun = readonly (number | null)[];

export interface StoredColumn {
  readonly config: GenerationConfig;
  readonly stopped: Stopped;
  readonly tokens: readonly PackedToken[];
  readonly pieces: readonly Piece[];
  /** Of the seeds; empty where nothing is drawn. */
  readonly runs: readonly PackedRun[];
  readonly selfBleu: number | null;
}

export interface StoredLab {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly vocabulary: number;
  readonly prompt: string;
  readonly promptIds: readonly number[];
  readonly seed: number;
  readonly count: number;
  readonly columns: readonly StoredColumn[];
  /** The text of every token that is named. */
  readonly names: Readonly<Record<string, string>>;
}

/** Five significant figures are enough to be shown. */
const short = (x: number): number => Number(x.toPrecision(5));
const shortOrNull = (x: number | null): number | null => (x === null ? null : short(x));

export function packToken({ id }: Pick<Token, 'id'>, seen: Seen): PackedToken {
  const { logprob, rank, entropy, q, kept, mass, stages, top } = seen;
  return [
    ...([id, short(logprob), rank, short(entropy)] as const),
    ...([shortOrNull(q), kept, shortOrNull(mass)] as const),
    stages.map(({ by, left }) => [by, left] as const),
    top.map((each) => [each.id, short(each.p), shortOrNull(each.q)] as const),
  ];
}

export function unpackToken(packed: PackedToken): Token {
  const [id, logprob, rank, entropy, q, kept, mass, stages, top] = packed;
  return {
    ...{ id, taken: false },
    seen: {
      ...{ logprob, rank, entropy, q, kept, mass },
      stages: stages.map(([by, left]) => ({ by, left })),
      top: top.map(([id, p, q]) => ({ id, p, q })),
    },
  };
}

export const packRun = ({ seed, totals }: SeedRun): PackedRun => [
  ...[seed, totals.tokens, totals.fourGrams],
  ...MEASURES.map((name) => shortOrNull(totals[name])),
];

export function unpackRun([seed, tokens, fourGrams, ...measures]: PackedRun): SeedRun {
  const values = Object.fromEntries(MEASURES.map((name, i) => [name, measures[i] ?? null]));
  const totals = { ...values, tokens: tokens ?? 0, fourGrams: fourGrams ?? 0 } as unknown as Totals;
  return { seed: seed ?? 0, ids: [], totals };
}

/** A column's text as a tree of one root. */
export const storedTree = ({ tokens, stopped }: StoredColumn): Tree =>
  plant([{ tokens: tokens.map(unpackToken), stopped, score: null }]);

/** Names tokens: a tokenizer, or what is stored of one. */
export interface Names {
  tokenText(id: number): string;
  pieces(ids: readonly number[]): Piece[];
}

/** What the stored run knows of its tokens. */
export function storedNames({ columns, names }: StoredLab): Names {
  const tokenText = (id: number): string => names[String(id)] ?? '';
  return {
    tokenText,
    pieces(ids) {
      const column = columns.find(({ tokens }) => ids.every((id, i) => tokens[i]?.[0] === id));
      if (column) return column.pieces.filter(({ end }) => end <= ids.length);
      return ids.map((id, start) => {
        const text = tokenText(id);
        return { text, start, end: start + 1, fragments: [{ id, bytes: '' }] };
      });
    },
  };
}
