/** What an exercise's check computes with; kept apart from the checks, so that a page can ask at once. */
import type { Exercise } from './types.ts';

export type Needs = 'nothing' | 'gpt2' | 'model';

/** Checks of GPT-2's tokenizer alone. */
const GPT2 = ['gpt2-tokens', 'fewest-tokens', 'oneToken'];
/** Numbers that are measured on a model; every other number is a formula. */
const MEASURED = [
  'probability-percent',
  'surprise-bits',
  'rank',
  'text-perplexity',
  'loss-rise',
  'longest-position',
  'lens-blocks',
  'stream-growth',
];

export function needsOf(exercise: Exercise): Needs {
  if (exercise.kind === 'choice' || exercise.kind === 'free') return 'nothing';
  if (GPT2.includes(exercise.check)) return 'gpt2';
  return exercise.kind === 'number' && !MEASURED.includes(exercise.check) ? 'nothing' : 'model';
}
