/** Answer keys, worked out with a model. */
import type { Bench } from './bench.ts';
import { computeChoice, computeNumber, isFormula } from './formulas.ts';
import { allHeads } from './heads.ts';
import { judge } from './judge.ts';
import { measure } from './measures.ts';
import { bringAbout } from './prompts.ts';
import { offered } from './tokens.ts';
import type { Exercise, Key } from './types.ts';

/** How far apart, relative, the best of some tokens and the next must be to be told apart by anyone. */
const CLEAR = 1.2;

/** Works out the key of an exercise. Throws, naming it, where the model cannot give one. */
export async function keyOf(exercise: Exercise, bench: Bench): Promise<Key> {
  const fail = (why: string): never => {
    throw new Error(`exercise ${exercise.id}: ${why}`);
  };
  switch (exercise.kind) {
    case 'number': {
      const { check, given } = exercise;
      const value = isFormula(check)
        ? computeNumber(check, given)
        : await measure(check, given, bench);
      return Number.isFinite(value) ? { kind: 'number', value } : fail('no number');
    }
    case 'token': {
      const found = await offered(exercise.check, exercise.given, bench);
      const [best = NaN, next = NaN] = found.map(({ value }) => value).sort((a, b) => b - a);
      if (found.length < 2) return fail('too few tokens to choose from');
      if (next > 0 && best < CLEAR * next) return fail('two tokens are too close');
      const inOrder = exercise.check === 'looked-at';
      const order = inOrder ? [...found.keys()] : shuffled(found.length, exercise.id);
      return {
        kind: 'token',
        options: order.map((i) => found[i]?.text ?? ''),
        values: order.map((i) => found[i]?.value ?? NaN),
        answer: order.findIndex((i) => found[i]?.value === best),
      };
    }
    case 'head': {
      const all = await allHeads(exercise.check, exercise.given, bench);
      const heads = all.filter(({ value }) => value >= exercise.atLeast);
      if (heads.length === 0) return fail(`no head reaches ${String(exercise.atLeast)}`);
      const { n_layer, n_head } = (await bench.model()).engine.info.config;
      const next = all[heads.length]?.value ?? NaN;
      return { kind: 'head', heads, next, layers: n_layer, perLayer: n_head };
    }
    case 'prompt': {
      const { check, given, example } = exercise;
      const free: Key = { kind: 'free' };
      const { outcome, say } = await judge(exercise, free, example, bench);
      if (outcome !== 'right') return fail(`its own example does not do it: ${say}`);
      const { value, shown } = await bringAbout(check, given, example, bench);
      return { kind: 'prompt', example, value, shown };
    }
    case 'choice': {
      const { answer, check, given, options } = exercise;
      const right = check === undefined ? answer : computeChoice(check, given);
      if (right === undefined || !Object.hasOwn(options, right)) return fail('no right option');
      return { kind: 'choice', answer: right };
    }
    case 'free':
      return { kind: 'free' };
  }
}

/** The numbers below n in an order that a name decides (FNV-1a seeds a Fisher–Yates shuffle). */
function shuffled(n: number, name: string): number[] {
  let state = 2166136261;
  const mix = (byte: number): number => {
    state = Math.imul(state ^ byte, 16777619) >>> 0;
    return state;
  };
  for (const char of name) mix(char.codePointAt(0) ?? 0);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = (mix(i) >>> 8) % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
