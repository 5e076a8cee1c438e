/**
 * Makes src/lib/embedded/exercises.json, the answer key of every exercise: numbers by their formulas,
 * and what the teaching model says, looks at and does. An exercise that it cannot answer stops the
 * command and is named. Run it again when an exercise or the teaching model changes:
 *
 *   npm run stored-exercises
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { exercisesSchema } from '../../src/content.exercises.ts';
import { gpt2Tokenizer } from '../../src/lib/bpe/index.ts';
import { keyOf } from '../../src/lib/exercises/keys.ts';
import type { Exercise, Key, StoredKeys } from '../../src/lib/exercises/types.ts';
import { withTeachingModel } from './teaching-model.ts';

const CONTENT = new URL('../../content/exercises/en/', import.meta.url);
const OUTPUT = new URL('../../src/lib/embedded/exercises.json', import.meta.url);

/** The exercises of a file, which must be what the schema wants. */
export function readExercises(yaml: string): readonly Exercise[] {
  return exercisesSchema.parse(parse(yaml)).exercises;
}

/** Answers all exercises. Both languages have the same ones, so that English serves for both. */
export function makeStoredExercises(): Promise<StoredKeys> {
  return withTeachingModel(async (engine, tokenizer) => {
    const bench = { model: () => Promise.resolve({ engine, tokenizer }), gpt2: gpt2Tokenizer };
    const keys: Record<string, Record<string, Key>> = {};
    for (const file of (await readdir(CONTENT)).sort()) {
      const lesson = file.replace(/\.yaml$/, '');
      const own: Record<string, Key> = {};
      for (const exercise of readExercises(await readFile(new URL(file, CONTENT), 'utf8')))
        own[exercise.id] = rounded(await keyOf(exercise, bench));
      keys[lesson] = own;
    }
    return { model: 'teaching', command: 'npm run stored-exercises', keys };
  });
}

/** Six significant figures are enough for a key; whole numbers stay. */
const rounded = (key: Key): Key =>
  JSON.parse(
    JSON.stringify(key, (_, x: unknown) =>
      typeof x === 'number' && !Number.isInteger(x) ? Number(x.toPrecision(6)) : x,
    ),
  ) as Key;

if (import.meta.main) {
  await writeFile(OUTPUT, `${JSON.stringify(await makeStoredExercises(), null, 1)}\n`);
}
