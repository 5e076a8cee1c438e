/** What an exercise is: the words of one language, and what its answer is worked out from. */

/** What a check is given, as the exercise's file has it. */
export type Given = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** How far an answer may be off: by so much, or by so many per cent of the right one. */
export type Tolerance = { readonly absolute: number } | { readonly percent: number };

interface Common {
  /** The same in both languages; the name under which it is kept as solved. */
  readonly id: string;
  readonly question: string;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Why the answer is what it is; shown with it. */
  readonly why: string;
  /** The figure of the lesson that helps, e.g. `4.8`. */
  readonly figure?: string | undefined;
  /** Lines to write on, on paper. */
  readonly lines?: number | undefined;
  /** A picture that the sheet of paper needs. */
  readonly picture?: 'one-head' | 'toy-tree' | undefined;
}

/** A number by a formula (`formulas.ts`) or measured on a model (`measures.ts`). */
export interface NumberExercise extends Common {
  readonly kind: 'number';
  readonly check: string;
  readonly given: Given;
  readonly tolerance: Tolerance;
  readonly unit?: string | undefined;
  /** Decimal places that the answer is printed with. */
  readonly digits: number;
}

/** One of some tokens: the one with the largest value (`tokens.ts`). */
export interface TokenExercise extends Common {
  readonly kind: 'token';
  readonly check: string;
  readonly given: Given;
}

/** A head whose score or effect is large enough (`heads.ts`). */
export interface HeadExercise extends Common {
  readonly kind: 'head';
  readonly check: string;
  readonly given: Given;
  readonly atLeast: number;
}

/** A text of the reader's that makes the model, or the tokenizer, do something (`prompts.ts`). */
export interface PromptExercise extends Common {
  readonly kind: 'prompt';
  readonly check: string;
  readonly given: Given;
  readonly atLeast: number;
  /** Words at most. */
  readonly words: number;
  /** What must not be in the text. */
  readonly without: readonly string[];
  /** A text that does it on the teaching model; the command that makes the keys runs it. */
  readonly example: string;
}

/** One of some answers, by key; the right one is named, or a formula gives its key. */
export interface ChoiceExercise extends Common {
  readonly kind: 'choice';
  readonly options: Readonly<Record<string, string>>;
  readonly answer?: string | undefined;
  readonly check?: string | undefined;
  readonly given: Given;
}

/** A few sentences, which the reader compares with a model answer. */
export interface FreeExercise extends Common {
  readonly kind: 'free';
  readonly model: string;
  /** What a good answer has. */
  readonly points: readonly string[];
}

export type Exercise =
  NumberExercise | TokenExercise | HeadExercise | PromptExercise | ChoiceExercise | FreeExercise;

export type Kind = Exercise['kind'];

/** A head and what was measured of it. */
export interface MeasuredHead {
  readonly layer: number;
  readonly head: number;
  readonly value: number;
}

/** The answer to an exercise, as the command works it out with the teaching model. */
export type Key =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'token';
      readonly options: readonly string[];
      readonly values: readonly number[];
      readonly answer: number;
    }
  | {
      readonly kind: 'head';
      /** Those that do, the largest value first. */
      readonly heads: readonly MeasuredHead[];
      /** The largest value of all others. */
      readonly next: number;
      readonly layers: number;
      readonly perLayer: number;
    }
  | {
      readonly kind: 'prompt';
      readonly example: string;
      readonly value: number;
      /** What came of it: the text that was written, or the tokens. */
      readonly shown: string;
    }
  | { readonly kind: 'choice'; readonly answer: string }
  | { readonly kind: 'free' };

/** src/lib/embedded/exercises.json */
export interface StoredKeys {
  readonly model: string;
  readonly command: string;
  /** By lesson, then by exercise. */
  readonly keys: Readonly<Record<string, Readonly<Record<string, Key>>>>;
}

export type Outcome = 'right' | 'near' | 'wrong' | 'unreadable';

/** What is said of an answer: a sentence by its key, and what stands in its holes. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly say: Say;
  readonly facts: Readonly<Record<string, string | number>>;
}

export const SAYINGS = [
  'empty',
  'number.right',
  'number.unreadable',
  'number.close',
  'number.low',
  'number.high',
  'number.sign',
  'number.percent',
  'number.power',
  'token.right',
  'token.wrong',
  'token.foreign',
  'head.right',
  'head.near',
  'head.wrong',
  'head.unreadable',
  'head.missing',
  'choice.right',
  'choice.wrong',
  'prompt.long',
  'prompt.forbidden',
  'prompt.says.right',
  'prompt.says.wrong',
  'prompt.probable.right',
  'prompt.probable.near',
  'prompt.probable.wrong',
  'prompt.likeliest.right',
  'prompt.likeliest.near',
  'prompt.likeliest.wrong',
  'prompt.loops.right',
  'prompt.loops.near',
  'prompt.loops.wrong',
  'prompt.oneToken.right',
  'prompt.oneToken.near',
  'prompt.oneToken.wrong',
  'prompt.oneToken.cut',
] as const;
export type Say = (typeof SAYINGS)[number];
