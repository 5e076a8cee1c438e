/** A way of writing on, timed token by token. */
import type { ModelFiles } from '#lib/model/model-files.ts';

export interface Written {
  /** The new tokens, picked greedily. */
  readonly ids: readonly number[];
  /** Milliseconds from one new token to the next; the first includes reading the prompt. */
  readonly ms: readonly number[];
}

export interface Contender {
  /** What runs where, e.g. the adapter. */
  readonly about: string;
  write(prompt: readonly number[], count: number): Promise<Written>;
}

export interface OpenOptions {
  readonly backend: 'wasm' | 'webgpu';
  readonly threads: number;
}

export type OpenContender = (files: ModelFiles, options: OpenOptions) => Promise<Contender>;

/** Milliseconds between calls, beginning now. */
export class Laps {
  readonly ms: number[] = [];
  private last = performance.now();

  lap(): void {
    const now = performance.now();
    this.ms.push(now - this.last);
    this.last = now;
  }
}
