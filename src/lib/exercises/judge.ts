/** The verdict on an answer, computed with a model where the exercise needs one. */
import { forbiddenIn, readHead, wordsOf } from './answers.ts';
import type { Bench } from './bench.ts';
import { computeChoice, computeNumber, isFormula } from './formulas.ts';
import { headValue } from './heads.ts';
import { measure } from './measures.ts';
import { checkNumber, readNumber } from './numbers.ts';
import { bringAbout, isPromptCheck } from './prompts.ts';
import { valuesOf } from './tokens.ts';
import type {
  ChoiceExercise,
  Exercise,
  HeadExercise,
  Key,
  NumberExercise,
  PromptExercise,
  TokenExercise,
  Verdict,
} from './types.ts';

/** A value at least so large a part of what is asked is near. */
const NEAR = 0.75;

const EMPTY: Verdict = { outcome: 'unreadable', say: 'empty', facts: {} };

/**
 * Judges an answer: what was typed, the place of a token among the offered ones, or an option's key.
 * `key` is the stored one, whose tokens were offered. Rejects with what the engine throws.
 */
export async function judge(
  exercise: Exercise,
  key: Key,
  answer: string,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Verdict> {
  if (answer.trim() === '') return EMPTY;
  switch (exercise.kind) {
    case 'number':
      return judgeNumber(exercise, answer, bench, signal);
    case 'token':
      return judgeToken(exercise, key, Number(answer), bench, signal);
    case 'head':
      return judgeHead(exercise, answer, bench, signal);
    case 'prompt':
      return judgePrompt(exercise, answer, bench, signal);
    case 'choice':
      return judgeChoice(exercise, answer);
    case 'free':
      return { outcome: 'right', say: 'choice.right', facts: {} };
  }
}

async function judgeNumber(
  { check, given, tolerance }: NumberExercise,
  answer: string,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Verdict> {
  // What cannot be read is told before a model is loaded for it.
  if (readNumber(answer) === null) return checkNumber(answer, 0, tolerance);
  const truth = isFormula(check)
    ? computeNumber(check, given)
    : await measure(check, given, bench, signal);
  if (Number.isNaN(truth)) return { outcome: 'unreadable', say: 'token.foreign', facts: {} };
  return checkNumber(answer, truth, tolerance);
}

async function judgeToken(
  { check, given }: TokenExercise,
  key: Key,
  chosen: number,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Verdict> {
  if (key.kind !== 'token') throw new Error('the key of a choice of tokens holds tokens');
  const token = key.options[chosen];
  if (token === undefined) return EMPTY;
  const values = await valuesOf(check, given, key.options, bench, signal);
  if (values.some(Number.isNaN)) return { outcome: 'unreadable', say: 'token.foreign', facts: {} };
  const value = values[chosen] ?? NaN;
  const right = value >= Math.max(...values);
  const facts = { token, value, check };
  return right
    ? { outcome: 'right', say: 'token.right', facts }
    : { outcome: 'wrong', say: 'token.wrong', facts };
}

async function judgeHead(
  { check, given, atLeast }: HeadExercise,
  answer: string,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Verdict> {
  const at = readHead(answer);
  if (!at)
    return { outcome: 'unreadable', say: 'head.unreadable', facts: { typed: answer.trim() } };
  const { n_layer, n_head } = (await bench.model()).engine.info.config;
  const name = `${String(at.layer)}.${String(at.head)}`;
  if (at.layer >= n_layer || at.head >= n_head) {
    const facts = { head: name, layers: n_layer - 1, heads: n_head - 1 };
    return { outcome: 'unreadable', say: 'head.missing', facts };
  }
  const value = await headValue(check, given, at, bench, signal);
  const facts = { head: name, value, asked: atLeast, check };
  if (value >= atLeast) return { outcome: 'right', say: 'head.right', facts };
  return value >= NEAR * atLeast
    ? { outcome: 'near', say: 'head.near', facts }
    : { outcome: 'wrong', say: 'head.wrong', facts };
}

async function judgePrompt(
  { check, given, atLeast, words, without }: PromptExercise,
  answer: string,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Verdict> {
  if (!isPromptCheck(check)) throw new Error(`unknown check of a prompt: ${check}`);
  const count = wordsOf(answer);
  if (count > words)
    return { outcome: 'unreadable', say: 'prompt.long', facts: { n: count, most: words } };
  const forbidden = forbiddenIn(answer, without);
  if (forbidden !== null)
    return { outcome: 'unreadable', say: 'prompt.forbidden', facts: { word: forbidden.trim() } };
  const { value, shown } = await bringAbout(check, given, answer, bench, signal);
  if (Number.isNaN(value)) return { outcome: 'unreadable', say: 'token.foreign', facts: {} };
  const facts = { value, shown, asked: atLeast };
  if (value >= atLeast) return { outcome: 'right', say: `prompt.${check}.right`, facts };
  if (value < 0) return { outcome: 'wrong', say: 'prompt.oneToken.cut', facts };
  return check !== 'says' && value >= NEAR * atLeast
    ? { outcome: 'near', say: `prompt.${check}.near`, facts }
    : { outcome: 'wrong', say: `prompt.${check}.wrong`, facts };
}

function judgeChoice({ answer, check, given }: ChoiceExercise, chosen: string): Verdict {
  const right = check === undefined ? answer : computeChoice(check, given);
  return chosen === right
    ? { outcome: 'right', say: 'choice.right', facts: {} }
    : { outcome: 'wrong', say: 'choice.wrong', facts: {} };
}
