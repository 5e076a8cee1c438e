/** Warpers in any order: what each of them keeps of what those before it have left. */
import {
  epsilonCutoff,
  etaCutoff,
  minP,
  softmax,
  temperature,
  topK,
  topP,
  typical,
} from '../sampling/index.ts';

export const WARPERS = {
  temperature,
  topK,
  topP,
  minP,
  typicalP: typical,
  epsilonCutoff,
  etaCutoff,
} as const;

/** Named as in GenerationConfig, in camel case. */
export type WarperName = keyof typeof WARPERS;

/** The order of Hugging Face's `generate`, and of this project. */
export const STATED_ORDER = Object.keys(WARPERS) as readonly WarperName[];

export interface WarperSetting {
  readonly name: WarperName;
  readonly value: number;
}

/** What one warper has left. */
export interface OrderStep extends WarperSetting {
  /** Tokens with a probability above 0. */
  readonly kept: number;
}

export interface OrderResult {
  readonly steps: readonly OrderStep[];
  /** The probabilities that a token is drawn from, [V]; what is cut is exactly 0. */
  readonly p: Float32Array;
}

/** Applies warpers one after another to logits [V]. Throws a RangeError for a value that makes no sense. */
export function applyInOrder(
  logits: Float32Array,
  settings: readonly WarperSetting[],
): OrderResult {
  let left = logits;
  const steps = settings.map((setting): OrderStep => {
    left = WARPERS[setting.name](left, setting.value);
    return { ...setting, kept: possible(left) };
  });
  return { steps, p: softmax(left) };
}

/** The same in the stated order, whatever order they are given in. */
export const inStatedOrder = (settings: readonly WarperSetting[]): WarperSetting[] =>
  settings.toSorted((a, b) => STATED_ORDER.indexOf(a.name) - STATED_ORDER.indexOf(b.name));

const possible = (logits: Float32Array): number =>
  logits.reduce((count, logit) => count + Number(logit > -Infinity), 0);
