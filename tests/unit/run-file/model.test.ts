import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import firstRun from '#lib/embedded/first-run.json' with { type: 'json' };
import {
  readRunFile,
  runFileName,
  writeRunFile,
  type OpenedRun,
  type RunFile,
} from '#lib/run-file/index.ts';
import { aModelRun } from '#lib/state/run-files/model.ts';
import { storedSnapshot } from '#lib/state/snapshot.ts';
import type { StoredRun } from '#lib/state/stored.ts';

const run = firstRun as unknown as StoredRun;
const file: RunFile<StoredRun> = {
  page: 'model',
  saved: '2026-01-31T12:00:00.000Z',
  link: 'v2?p=The+cat&l=2',
  model: { name: run.model, id: null, dtype: 'fp32', backend: 'wasm', hash: null },
  left: [],
  run,
};
const text = writeRunFile(file);
const read = (text: string): OpenedRun<StoredRun> => readRunFile(text, 'model', aModelRun);

test('a run that was written is read as it was', () => {
  expect(read(text)).toEqual({ ok: true, file });
  expect(read(`\uFEFF${text}`)).toMatchObject({ ok: true });
});

test('patterns of heads that were left out stay out', () => {
  const heads = run.patterns.map((all, layer) => all.map((one) => (layer === 2 ? one : [])));
  const opened = read(
    writeRunFile({ ...file, left: ['patterns'], run: { ...run, patterns: heads } }),
  );
  if (!opened.ok) throw new Error(opened.problem.code);
  const snapshot = storedSnapshot(opened.file.run);
  expect(snapshot.pattern(0, 0)).toBeNull();
  expect(snapshot.pattern(2, 1)).toEqual(storedSnapshot(run).pattern(2, 1));
});

describe('what is no run gets a reason', () => {
  test.each([
    ['', 'not-json'],
    [text.slice(0, -9), 'not-json'],
    ['null', 'foreign'],
    ['[1]', 'foreign'],
    ['{"format":"vitrine-models","version":1}', 'foreign'],
    [text.replace('"version":1', '"version":2'), 'newer'],
    [text.replace('"version":1', '"version":"1"'), 'foreign'],
    [text.replace('"page":"model"', '"page":"labs/decoding"'), 'other-page'],
    [text.replace('"page":"model"', '"page":"elsewhere"'), 'damaged'],
    [text.replace('"n_layer":4', '"n_layer":5'), 'damaged'],
    [text.replace('"n_layer":4', '"n_layer":1e9'), 'damaged'],
    [text.replace(/"ids":\[\d+/, '"ids":[8193'), 'damaged'],
    [text.replace(/"ids":\[\d+,/, '"ids":['), 'damaged'],
    [text.replace('"p":0.', '"p":7.'), 'damaged'],
    [`{"format":"vitrine-run","version":1,"x":"${'x'.repeat(33_000_000)}"}`, 'too-big'],
  ])('%#: %.40s', (wrong, code) => {
    expect(read(wrong)).toMatchObject({ ok: false, problem: { code } });
  });

  test('and says where', () => {
    const wrong = JSON.parse(text) as { run: { pieces: { start: number }[] } };
    const third = wrong.run.pieces[2];
    if (third) third.start = 9;
    expect(read(JSON.stringify(wrong))).toEqual({
      ok: false,
      problem: { code: 'damaged', where: 'run.pieces[2]' },
    });
  });
});

test('whatever becomes of a file, it is told or it can be drawn', () => {
  const wild = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, -1, 1e308, 'x', [], {}, true, 0.5, 99_999),
  );
  /** Puts something else at a place deep inside. */
  const spoil = (value: unknown, path: readonly number[], by: unknown): unknown => {
    if (typeof value !== 'object' || value === null || path.length === 0) return by;
    const keys = Object.keys(value);
    const key = keys[(path[0] ?? 0) % Math.max(keys.length, 1)];
    if (key === undefined) return by;
    const inner = spoil((value as Record<string, unknown>)[key], path.slice(1), by);
    return Array.isArray(value)
      ? value.map((one, i) => (String(i) === key ? inner : (one as unknown)))
      : { ...value, [key]: inner };
  };
  const whole = JSON.parse(text) as { run: unknown };
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }), wild, (path, by) => {
      const opened = read(JSON.stringify({ ...whole, run: spoil(whole.run, path, by) }));
      if (!opened.ok) return;
      const { run: got } = opened.file;
      const snapshot = storedSnapshot(got);
      const T = got.ids.length;
      expect(snapshot.pattern(0, 0)?.length ?? T * T).toBe(T * T);
      expect(got.pieces.at(-1)?.end).toBe(T);
      expect(got.topTexts.length).toBe(got.next.top.length);
    }),
    { numRuns: 120 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (noise) => !read(noise).ok));
});

test('runFileName(page, text) is a name that file systems take', () => {
  expect(runFileName('model', 'The cat: sat / on "it"?')).toBe(
    'model-The-cat-sat-on-it.vitrine.json',
  );
  expect(runFileName('labs/decoding', '从前有一个小女孩。')).toBe(
    'decoding-从前有一个小女孩.vitrine.json',
  );
  expect(runFileName('labs/attention', '../../ \u0000')).toBe('attention.vitrine.json');
});
