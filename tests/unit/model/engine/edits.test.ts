import { beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Run } from '#lib/model/api.ts';
import type { Edit } from '#lib/model/edits.ts';
import { parseEdits } from '#lib/model/edits.ts';
import type { RunnerEngine } from '#lib/model/engine.ts';
import { activationNames } from '#lib/model/names.ts';
import { forward, type Weights } from '#lib/reference/index.ts';
import { readWeights } from '../../../../tools/model/read-weights.ts';
import { openModelDirectory } from '../../../../tools/model/file-source.ts';
import { prompts, teachingEngine } from './teaching.ts';

let engine: RunnerEngine;
let weights: Weights;
const ids = prompts[2]?.ids ?? [];
const T = ids.length;

beforeAll(async () => {
  engine = await teachingEngine();
  const checkpoint = await openModelDirectory('public/models/teaching');
  weights = await readWeights(checkpoint);
  await checkpoint.close();
});

/**
 * Largest difference of logits and all activations from the plain loops with the same edits; of rows
 * with numbers above 1 relative to the largest, for float32 holds seven digits.
 */
function differenceFromLoops(run: Run, edits: readonly Edit[]): number {
  const { logits, cache } = forward(engine.info.config, weights, ids, { edits });
  const V = engine.info.config.vocab_size;
  const difference = (actual: Float32Array, expected: ArrayLike<number>): number => {
    const [found, wanted] = [Array.from(actual), Array.from(expected)];
    const scale = wanted.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    return wanted.reduce(
      (most, x, i) => Math.max(most, Math.abs(x - (found[i] ?? NaN)) / scale),
      0,
    );
  };
  let worst = 0;
  for (const [t, row] of logits.entries())
    worst = Math.max(worst, difference(run.logits.data.subarray(t * V, (t + 1) * V), row));
  for (const name of activationNames(engine.info.config)) {
    const [actual, expected] = [run.captured[name], cache[name]];
    if (actual === undefined || expected === undefined) throw new Error(`missing: ${name}`);
    expect([...actual.shape]).toEqual([...expected.shape]);
    const width = expected.shape.at(-1) ?? 1;
    for (let at = 0; at < expected.data.length; at += width) {
      const row = expected.data.subarray(at, at + width);
      worst = Math.max(worst, difference(actual.data.subarray(at, at + width), row));
    }
  }
  return worst;
}

const full = { capture: 'all', logits: 'all' } as const;
const vector = (length: number): number[] =>
  Array.from({ length }, (_, i) => Math.sin(i * 0.7) / 2);

const places = [
  'hook_embed',
  'hook_pos_embed',
  'blocks.0.hook_resid_pre',
  'blocks.2.hook_resid_pre',
  'blocks.1.attn.hook_pattern',
  'blocks.1.attn.hook_z',
  'blocks.2.hook_attn_out',
  'blocks.0.hook_mlp_out',
  'blocks.1.hook_resid_post',
  'blocks.3.hook_resid_post',
];
const widthOf = (at: string): number =>
  at.endsWith('pattern') ? T : at.endsWith('hook_z') ? 32 : 256;

describe('each edit equals the same edit in the plain-loop reference', () => {
  const kinds = ['zero', 'mean', 'scale', 'add', 'set'] as const;
  test.each(places.flatMap((at) => kinds.map((kind) => ({ at, kind }))))(
    '$kind $at',
    async ({ at, kind }) => {
      const value =
        kind === 'zero' || kind === 'mean' ? {} : { value: kind === 'scale' ? 0.5 : 0.1 };
      const edits: Edit[] = [{ at, do: kind, ...value }];
      expect(differenceFromLoops(await engine.run(ids, { ...full, edits }), edits)).toBeLessThan(
        1e-3,
      );
    },
  );

  test.each(places)('a vector set and added at some positions of %s', async (at) => {
    const edits: Edit[] = [
      { at, do: 'set', value: vector(widthOf(at)), pos: [1, 5] },
      { at, do: 'add', value: vector(widthOf(at)), pos: [5, T - 1] },
    ];
    expect(differenceFromLoops(await engine.run(ids, { ...full, edits }), edits)).toBeLessThan(
      1e-3,
    );
  });

  test('one head of z and of a pattern', async () => {
    const edits: Edit[] = [
      { at: 'blocks.0.attn.hook_pattern', head: 3, do: 'mean', pos: [T - 1] },
      { at: 'blocks.1.attn.hook_z', head: 2, do: 'mean' },
      { at: 'blocks.1.attn.hook_z', head: 2, do: 'scale', value: 2 },
      { at: 'blocks.3.attn.hook_z', head: 7, do: 'zero', pos: [0, 1, 2] },
    ];
    expect(differenceFromLoops(await engine.run(ids, { ...full, edits }), edits)).toBeLessThan(
      1e-3,
    );
  });
});

const anEdit: fc.Arbitrary<Edit> = fc
  .record({
    at: fc.constantFrom(...places),
    head: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
    pos: fc.option(fc.uniqueArray(fc.nat({ max: T - 1 }), { minLength: 1 }), { nil: undefined }),
    kind: fc.constantFrom('zero', 'mean', 'scale', 'add', 'set'),
    value: fc.double({ min: -1, max: 1, noNaN: true }),
  })
  .map(({ at, head, pos, kind, value }) => ({
    at,
    ...(head !== undefined && /hook_(z|pattern)$/.test(at) ? { head } : {}),
    ...(pos === undefined ? {} : { pos }),
    do: kind,
    ...(kind === 'zero' || kind === 'mean' ? {} : { value }),
  }));

test('any list of edits, composed in order, equals the reference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anEdit, { minLength: 2, maxLength: 5 }), async (edits) => {
      const run = await engine.run(ids, { ...full, edits });
      expect(differenceFromLoops(run, edits)).toBeLessThan(1e-3);
    }),
    { numRuns: 20, seed: 1 },
  );
});

test('no edit is bit-identical to an empty list, and to neutral edits', async () => {
  const plain = await engine.run(ids, { logits: 'all' });
  const empty = await engine.run(ids, { logits: 'all', edits: [] });
  const neutral = await engine.run(ids, {
    logits: 'all',
    edits: [{ at: 'blocks.2.hook_mlp_out', do: 'scale', value: 1 }],
  });
  expect(empty.logits.data).toEqual(plain.logits.data);
  expect(neutral.logits.data).toEqual(plain.logits.data);
});

test('writing under edits equals running the whole text under them', async () => {
  const edits: Edit[] = [
    { at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' },
    { at: 'blocks.2.hook_mlp_out', do: 'scale', value: 0.5 },
  ];
  const steps: Float32Array[] = [];
  const options = { strategy: 'greedy', maxNewTokens: 8, edits } as const;
  const { ids: text } = await engine.generate(ids, options, (step) => steps.push(step.logits));
  for (const [i, logits] of steps.entries()) {
    const whole = await engine.run(text.slice(0, T + i), { edits });
    for (const [id, value] of whole.logits.data.entries())
      if (Math.abs(value - (logits[id] ?? NaN)) > 1e-4) throw new Error(`step ${String(i)}`);
  }
  expect(steps).toHaveLength(8);
});

describe('positions are an argument', () => {
  test.each([
    ['left out', null],
    ['shifted', ids.map((_, i) => i + 10)],
    ['reversed', ids.map((_, i) => T - 1 - i)],
  ] as const)('%s, as in the reference', async (_, positions) => {
    const run = await engine.run(ids, { ...full, positions });
    const { logits } = forward(engine.info.config, weights, ids, { positions });
    const last = logits.at(-1) ?? [];
    const V = engine.info.config.vocab_size;
    for (let id = 0; id < V; id++)
      expect(Math.abs((run.logits.data[(T - 1) * V + id] ?? NaN) - (last[id] ?? NaN))).toBeLessThan(
        1e-3,
      );
  });
});

describe('what cannot be done is refused by name', () => {
  const cases: [string, Edit][] = [
    ['blocks.9.attn.hook_z', { at: 'blocks.9.attn.hook_z', do: 'zero' }],
    ['blocks.1.attn.hook_q', { at: 'blocks.1.attn.hook_q', do: 'zero' }],
    ['no heads', { at: 'blocks.1.hook_mlp_out', head: 1, do: 'zero' }],
    ['no head 8', { at: 'blocks.1.attn.hook_z', head: 8, do: 'zero' }],
    [`no position ${String(T)}`, { at: 'hook_embed', pos: [T], do: 'zero' }],
    ['needs a value', { at: 'hook_embed', do: 'set' }],
    ['takes no value', { at: 'hook_embed', do: 'zero', value: 1 }],
    ['3 numbers', { at: 'hook_embed', do: 'set', value: [1, 2, 3] }],
    ['not finite', { at: 'hook_embed', do: 'scale', value: NaN }],
  ];
  test.each(cases)('%s', async (named, edit) => {
    await expect(engine.run(ids, { edits: [edit] })).rejects.toMatchObject({
      code: 'bad-edit',
      message: expect.stringContaining(named) as string,
    });
  });

  test('an unknown activation to capture, an unknown id, no text, too long a text', async () => {
    const refused = (code: string): object => ({ code });
    await expect(engine.run(ids, { capture: ['blocks.0.hook'] })).rejects.toMatchObject(
      refused('bad-capture'),
    );
    await expect(engine.run([8193])).rejects.toMatchObject(refused('bad-id'));
    await expect(engine.run([])).rejects.toMatchObject(refused('empty-prompt'));
    await expect(engine.run(Array<number>(257).fill(1))).rejects.toMatchObject(refused('too-long'));
    await expect(engine.run(ids, { positions: [0] })).rejects.toMatchObject(refused('bad-option'));
  });

  test('edits that are not JSON, or not edits', () => {
    expect(() => parseEdits('{')).toThrow('not JSON');
    expect(() => parseEdits('{"at":"hook_embed","do":"zero","heads":2}')).toThrow('no "heads"');
    expect(() => parseEdits('[1]')).toThrow('"at" and "do"');
    expect(parseEdits('{"at":"hook_embed","do":"zero"}')).toEqual([
      { at: 'hook_embed', do: 'zero' },
    ]);
  });
});
