/** What the figures of strategies work on before any model is loaded. */
import type { WarperSetting } from '../strategies/index.ts';
import type { ContrastChoice, StoredMoment } from './moment.ts';

export interface StoredStrategies {
  readonly model: string;
  readonly command: string;
  /** A moment at which many tokens may come next. */
  readonly open: StoredMoment;
  /** A text that has repeated itself: its last tokens were written greedily. */
  readonly repeating: StoredMoment;
  readonly contrast: ContrastChoice;
}

/** Tokens that the model writes before penalties are looked at. */
export const WRITTEN_BEFORE = 24;
/** θ that the figure of penalties begins with. */
export const FIRST_PENALTY = 1.3;
/** k and α of contrastive search, as its authors set them. */
export const CONTRAST_K = 8;
export const FIRST_ALPHA = 0.6;

/** The order that the reader's order begins with: the stated one backwards. */
export const FIRST_ORDER: readonly WarperSetting[] = [
  { name: 'topP', value: 0.8 },
  { name: 'topK', value: 10 },
  { name: 'temperature', value: 1.5 },
];
