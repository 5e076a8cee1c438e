/** What the model page has in a link. Its keys are those of the first form, `v1`. */
import { choice, flag, real, text, whole, withDefault } from './fields.ts';
import type { Schema } from './schema.ts';

export interface ModelPageState {
  readonly prompt: string;
  /** Whether `<|endoftext|>` is put before the text. */
  readonly begin: boolean;
  readonly layer: number;
  readonly head: number;
  readonly strategy: 'greedy' | 'sample';
  readonly temperature: number;
  /** 0: no cut. */
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
  /** The query and the key that the reader points at, as places in the text. */
  readonly query: number | null;
  readonly key: number | null;
  /** The station of the forward pass that is open; null for none. */
  readonly station: string | null;
}

export const modelPage: Schema<ModelPageState> = {
  prompt: text('p'),
  begin: withDefault(flag('b'), true),
  layer: whole('l', 0, 999),
  head: whole('h', 0, 999),
  strategy: choice('s', ['greedy', 'sample']),
  temperature: real('t', 0, 100),
  topK: whole('k', 0, 2 ** 31 - 1),
  topP: { ...real('n', 0, 1), read: (value) => positive(real('n', 0, 1).read(value)) },
  seed: whole('r', 0, 2 ** 32 - 1),
  query: withDefault(whole('q', 0, 99_999), null),
  key: withDefault(whole('y', 0, 99_999), null),
  station: withDefault(text('o', 60), null),
};

const positive = (x: number | undefined): number | undefined =>
  x !== undefined && x > 0 ? x : undefined;
