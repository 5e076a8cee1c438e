/** exercises.json is what the formulas and the teaching model give (else: npm run stored-exercises). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createReadingBench } from './bench.ts';
import raw from '#lib/embedded/exercises.json' with { type: 'json' };
import { judge } from '#lib/exercises/judge.ts';
import type { Exercise, Key, StoredKeys } from '#lib/exercises/types.ts';
import { makeStoredExercises, readExercises } from '../../../tools/model/stored-exercises.ts';

const stored = raw as StoredKeys;

/** Numbers may differ in the fourth figure from machine to machine, and order not at all. */
function expectSame(found: unknown, kept: unknown, path: string): void {
  if (typeof found === 'number' && typeof kept === 'number') {
    expect(Math.abs(found - kept), path).toBeLessThan(1e-3 * Math.max(1, Math.abs(kept)));
  } else if (typeof found === 'object' && found !== null) {
    expect(Object.keys(found), path).toEqual(Object.keys(kept as object));
    for (const [name, value] of Object.entries(found))
      expectSame(value, (kept as Record<string, unknown>)[name], `${path}.${name}`);
  } else expect(found, path).toEqual(kept);
}

test('the keys, worked out again', { timeout: 120_000 }, async () => {
  expectSame(await makeStoredExercises(), stored, 'keys');
});

describe('verdicts on the teaching model', () => {
  const exercises = (lesson: string) =>
    readExercises(readFileSync(`content/exercises/en/${lesson}.yaml`, 'utf8'));
  const find = (lesson: string, id: string): [Exercise, Key] => {
    const exercise = exercises(lesson).find((each) => each.id === id);
    const key = stored.keys[lesson]?.[id];
    if (!exercise || !key) throw new Error(`no exercise ${id}`);
    return [exercise, key];
  };
  const bench = createReadingBench();
  const verdict = (lesson: string, id: string, answer: string) =>
    judge(...find(lesson, id), answer, bench);

  test('a head is told what it has and what is asked', async () => {
    const right = await verdict('4-attention', 'induction-head', '3.7');
    expect(right).toMatchObject({ outcome: 'right', say: 'head.right' });
    expect(await verdict('4-attention', 'previous-token-head', '1.6')).toMatchObject({
      outcome: 'wrong',
      facts: { head: '1.6', asked: 0.8 },
    });
    expect(await verdict('4-attention', 'induction-head', '4.0')).toMatchObject({
      say: 'head.missing',
      facts: { layers: 3, heads: 7 },
    });
    expect((await verdict('4-attention', 'induction-head', 'the last')).say).toBe(
      'head.unreadable',
    );
    expect((await verdict('4-attention', 'head-that-matters', '3.0')).outcome).toBe('right');
  });

  test('a token is worth what the model gives it', async () => {
    const [, key] = find('1-what-gpt-is', 'next-token');
    if (key.kind !== 'token') throw new Error('no tokens');
    const right = await verdict('1-what-gpt-is', 'next-token', String(key.answer));
    expect(right.outcome).toBe('right');
    expect(right.facts['value']).toBeCloseTo(key.values[key.answer] ?? 0, 4);
    const other = String((key.answer + 1) % key.options.length);
    expect((await verdict('1-what-gpt-is', 'next-token', other)).outcome).toBe('wrong');
    expect((await verdict('1-what-gpt-is', 'next-token', '')).say).toBe('empty');
  });

  test('a prompt keeps to its rules, then the model decides', async () => {
    const say = async (text: string) =>
      (await verdict('1-what-gpt-is', 'make-it-say-king', text)).say;
    expect(await say('The King')).toBe('prompt.forbidden');
    expect(await say('one two three four five six seven eight nine')).toBe('prompt.long');
    expect(await say('Once upon a time')).toBe('prompt.says.right');
    expect(await say('The dog')).toBe('prompt.says.wrong');
    expect((await verdict('6-decoding', 'make-it-sure', 'The dog')).say).toBe(
      'prompt.likeliest.wrong',
    );
  });

  test('a word is asked of GPT-2’s tokenizer', async () => {
    const say = async (text: string) => (await verdict('2-tokens', 'long-token', text)).say;
    expect(await say('responsibilities')).toBe('prompt.oneToken.right');
    expect(await say('chartreuse')).toBe('prompt.oneToken.cut');
    expect(await say('dog')).toBe('prompt.oneToken.wrong');
  });

  test('what cannot be read is told without a model', async () => {
    const none = {
      model: () => Promise.reject(new Error('a model was asked for')),
      gpt2: () => Promise.reject(new Error('a tokenizer was asked for')),
    };
    const [exercise, key] = find('3-positions', 'without-positions');
    expect((await judge(exercise, key, 'many', none)).say).toBe('number.unreadable');
    expect((await judge(exercise, key, ' ', none)).say).toBe('empty');
  });
});
