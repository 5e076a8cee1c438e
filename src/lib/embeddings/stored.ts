/** Embeddings kept in the repository, so that the figures can be drawn before any model is loaded. */
import { TOKEN_KINDS, type TokenKind } from './kinds.ts';
import type { Measure, Neighbour } from './nearest.ts';
import type { Components, Spread } from './principal.ts';

/** Numbers in columns, 16 bits each between the lowest and the highest of their column. */
export interface Packed {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Base64, little-endian, row by row. */
  readonly levels: string;
}

/** A map: tokens along the first few components, and the part of the variance that each one has. */
export interface StoredSpread extends Packed {
  readonly shares: readonly number[];
}

export interface StoredNeighbours {
  readonly id: number;
  readonly text: string;
  readonly norm: number;
  readonly near: Readonly<Record<Measure, readonly (Neighbour & { readonly text: string })[]>>;
}

export interface StoredEmbeddings {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly vocabulary: number;
  readonly width: number;
  /** Each token's kind, see packKinds. */
  readonly kinds: string;
  readonly norms: Packed;
  readonly spreads: Readonly<Record<Spread, StoredSpread>>;
  /** Tokens that the map names from the start. */
  readonly landmarks: readonly { readonly id: number; readonly text: string }[];
  readonly neighbours: readonly StoredNeighbours[];
}

/** Packs a table [N, width]. */
export function pack(data: ArrayLike<number>, width: number): Packed {
  const columns = Array.from({ length: width }, (_, c) =>
    Array.from({ length: data.length / width }, (_, row) => data[row * width + c] ?? 0),
  );
  const low = columns.map((column) => column.reduce((a, b) => Math.min(a, b), Infinity));
  const high = columns.map((column) => column.reduce((a, b) => Math.max(a, b), -Infinity));
  let levels = '';
  for (let i = 0; i < data.length; i++) {
    const [from, to] = [low[i % width] ?? 0, high[i % width] ?? 0];
    const level = to > from ? Math.round((65535 * ((data[i] ?? 0) - from)) / (to - from)) : 0;
    levels += String.fromCharCode(level & 255, level >> 8);
  }
  return { low, high, levels: btoa(levels) };
}

/** The table again, to a 65,535th of each column's range. */
export function unpack({ low, high, levels }: Packed): Float32Array {
  const bytes = atob(levels);
  const width = low.length;
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => {
    const level = bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
    const [from, to] = [low[i % width] ?? 0, high[i % width] ?? 0];
    return from + (level / 65535) * (to - from);
  });
}

/** Packs the first `axes` of some components, and the shares of all. */
export function packSpread({ coordinates, count, shares }: Components, axes: number): StoredSpread {
  const rows = coordinates.length / count;
  const kept = Float32Array.from(
    { length: rows * axes },
    (_, i) => coordinates[Math.floor(i / axes) * count + (i % axes)] ?? 0,
  );
  return { shares: shares.map((share) => Number(share.toPrecision(4))), ...pack(kept, axes) };
}

/** One letter a token, the first of its kind. */
export const packKinds = (kinds: readonly TokenKind[]): string =>
  kinds.map((kind) => kind.charAt(0)).join('');

/** The kinds again, as indices into TOKEN_KINDS. */
export const unpackKinds = (letters: string): Uint8Array =>
  Uint8Array.from(letters, (letter) => TOKEN_KINDS.findIndex((kind) => kind.startsWith(letter)));
