/** What the attention lab has in a link. Its keys are those of the first form, `heads1`. */
import { SCORES, type ScoreName } from '../heads/index.ts';
import {
  choice,
  flag,
  headAt,
  list,
  real,
  text,
  whole,
  withDefault,
  type HeadAt,
} from './fields.ts';
import type { Schema } from './schema.ts';

export const MOST_PINS = 12;

export interface HeadsPageState {
  readonly text: string;
  /** The second text, to compare with; null for none. */
  readonly other: string | null;
  readonly open: HeadAt;
  readonly query: number | null;
  readonly key: number | null;
  readonly pins: readonly HeadAt[];
  readonly score: ScoreName;
  /** What the scores are measured on. */
  readonly measure: 'text' | 'random';
  readonly withoutFirst: boolean;
  readonly pooling: 'max' | 'mean';
  readonly scale: 'linear' | 'log';
  /** How the atlas is sorted, and from which share of the largest score on a head is shown. */
  readonly order: 'layer' | 'score';
  readonly least: number;
}

export const headsPage: Schema<HeadsPageState> = {
  text: text('p'),
  other: withDefault(text('b'), null),
  open: headAt('o'),
  query: withDefault(whole('q', 0, 99_999), null),
  key: withDefault(whole('k', 0, 99_999), null),
  pins: withDefault(list(headAt('i'), MOST_PINS), []),
  score: choice('s', SCORES),
  measure: withDefault(choice('m', ['text', 'random']), 'text'),
  withoutFirst: withDefault(flag('w'), false),
  pooling: withDefault(choice('g', ['max', 'mean']), 'max'),
  scale: withDefault(choice('c', ['linear', 'log']), 'linear'),
  order: withDefault(choice('r', ['layer', 'score']), 'layer'),
  least: withDefault(real('l', 0, 1), 0),
};
