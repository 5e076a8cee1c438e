/** Verdicts and answers as sentences. */
import { measured, percent, printed, tokenName } from '#lib/exercises/words.ts';
import type { Exercise, Key, Verdict } from '#lib/exercises/types.ts';
import { te, type ExerciseKey } from '#lib/i18n/exerciseWords.ts';
import type { Lang } from '#lib/i18n/languages.ts';

/** What was measured, with its name: 'a score of 0.31', '34.4%'. */
export function valueOf(lang: Lang, check: string, value: number): string {
  const say = (key: ExerciseKey, x: string): string => te(lang, key, { x });
  switch (check) {
    case 'fewest-tokens':
      return value === -1
        ? te(lang, 'exercises.value.oneOfFewest')
        : say('exercises.value.fewest-tokens', String(-value));
    case 'looked-at':
    case 'nearest':
    case 'score':
      return say(`exercises.value.${check}`, measured(value));
    case 'effect':
      return value < 0
        ? say('exercises.value.rise', measured(-value))
        : say('exercises.value.effect', measured(value));
    default:
      return percent(value);
  }
}

/** The sentence of a verdict. */
export function saying(lang: Lang, { say, facts }: Verdict): string {
  const check = String(facts['check'] ?? '');
  const shares = /^prompt\.(probable|likeliest)\./.test(say);
  const heads = say.startsWith('head.');
  const vars: Record<string, string | number> = { ...facts };
  for (const name of ['value', 'asked']) {
    const value = facts[name];
    if (typeof value !== 'number') continue;
    if (shares) vars[name] = percent(value);
    else if (heads && name === 'asked') vars[name] = measured(value);
    else if (check !== '') vars[name] = valueOf(lang, check, value);
  }
  if (typeof facts['token'] === 'string') vars['token'] = `“${tokenName(facts['token'])}”`;
  const { shown } = facts;
  if (typeof shown === 'string') vars['shown'] = shares ? `“${tokenName(shown)}”` : shown.trim();
  return te(lang, `exercises.say.${say}`, vars);
}

/** The answer's own line, e.g. '57,351', '␣had', 'In the MLPs'; null where it takes more than a line. */
export function answerLine(exercise: Exercise, key: Key): string | null {
  if (key.kind === 'number' && exercise.kind === 'number') {
    const { digits, unit } = exercise;
    const value = printed(key.value, digits);
    return unit === undefined ? value : `${value}${unit === '%' ? '' : ' '}${unit}`;
  }
  if (key.kind === 'token') return tokenName(key.options[key.answer] ?? '');
  if (key.kind === 'choice' && exercise.kind === 'choice')
    return exercise.options[key.answer] ?? null;
  return null;
}

/** What is said under the example of a prompt. */
export function exampleLine(lang: Lang, exercise: Exercise, key: Key): string | null {
  if (exercise.kind !== 'prompt' || key.kind !== 'prompt') return null;
  const { value, shown } = key;
  switch (exercise.check) {
    case 'says':
      return `${te(lang, 'exercises.key.says')} “${shown.trim()}”`;
    case 'loops':
      return te(lang, 'exercises.key.loops', { value });
    case 'oneToken':
      return te(lang, 'exercises.key.oneToken', { value });
    default: {
      const token = `“${tokenName(shown)}”`;
      return te(lang, 'exercises.key.probable', { shown: token, value: percent(value) });
    }
  }
}
