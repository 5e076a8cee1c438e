/**
 * What a backend must be able to do. The engine above it knows GPT-2; the runner below it knows
 * onnxruntime, its sessions and where the bytes are.
 */
import type { Backend, Dtype } from '../api.ts';
import type { GateValues } from '../gates.ts';

/** Keys and values of the tokens read so far, kept where the backend computes. */
export interface Cache {
  /** Tokens in it, of each text. */
  readonly length: number;
  /** Texts in it; of several, all are of one length. */
  readonly rows: number;
  /** Text `to` becomes what text `from` is, one move after the other. */
  move(moves: readonly Move[]): void;
  release(): void;
}

export interface Move {
  readonly from: number;
  readonly to: number;
}

/** A text in a cache. */
export interface CacheRow {
  readonly cache: Cache;
  readonly row: number;
}

export interface ForwardRequest {
  /** The embedded new tokens, [S, D]; for a cache of B > 1 texts one for each, [B, D]. */
  readonly x: Float32Array;
  readonly cache: Cache;
  /** Graph outputs to bring back. */
  readonly fetch: readonly string[];
  /** null: nothing is edited. */
  readonly gates: GateValues | null;
}

export interface Forward {
  /** The residual stream after the last block, [S, D]. */
  readonly final: Float32Array;
  /** In the graph's layout; patterns and scores are [H, S, length + S] without any gap. */
  readonly fetched: ReadonlyMap<string, Float32Array>;
}

/** The logits after the last token read, [V], and its patterns [L, H, length] if asked for. */
export interface Decoded {
  readonly logits: Float32Array;
  readonly patterns: Float32Array | null;
}

/** Reads a text piece by piece and predicts after each; one at a time on a runner. */
export interface Decoder {
  /** Reads embedded tokens [S, D]. */
  step(x: Float32Array): Promise<Decoded>;
  release(): void;
}

export interface Runner {
  readonly backend: Backend;
  readonly dtype: Dtype;
  readonly adapter: string | null;
  readonly threads: number;
  /** The version of onnxruntime-web. */
  readonly runtime: string;
  readonly graphCapture: boolean;
  newCache(): Cache;
  /** A cache of as many texts as are named, all of one length, with copies of their keys and values. */
  stack(rows: readonly CacheRow[]): Cache;
  /** Runs the blocks on S new tokens and appends their keys and values to the cache. */
  forward(request: ForwardRequest): Promise<Forward>;
  /** rows [N, D] → logits [N, V]. */
  unembed(rows: Float32Array): Promise<Float32Array>;
  /** A decoder without edits; null where the backend has nothing faster than `forward`. */
  newDecoder(patterns: boolean): Promise<Decoder> | null;
  release(): Promise<void>;
}
