import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import {
  cacheBytesPerToken,
  countParameters,
  dimensionProblem,
  GPT1_VOCABULARY,
  growWithDepth,
  growWithWidth,
  LARGEST,
  publishedSizes,
  sumByPart,
  sumParameters,
  teachingSize,
  tensorShapes,
  type Dimensions,
} from '#lib/parameters/index.ts';

const anyModel: fc.Arbitrary<Dimensions> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), fc.nat(3000), fc.nat(99))
  .chain(([n_layer, n_head, V, C]) =>
    fc.integer({ min: 1, max: 64 }).chain((d) =>
      fc.integer({ min: 1, max: 2048 }).map((n_inner) => ({
        ...{ n_layer, n_head, n_embd: d * n_head, n_inner },
        ...{ vocab_size: V + 1, n_positions: C + 1 },
      })),
    ),
  );

describe('sumParameters(dimensions)', () => {
  // Totals of the four published models, as their model cards and PyTorch count them.
  test.each([
    ['small', 124_439_808],
    ['medium', 354_823_168],
    ['large', 774_030_080],
    ['xl', 1_557_611_200],
  ])('GPT-2 %s comes to %d', (name, total) => {
    const size = publishedSizes.find((each) => each.name === name) as Dimensions;
    const sum = sumParameters(size);
    expect(sum.rows.reduce((all, row) => all + row.total, 0)).toBe(total);
    expect(sum.total).toBe(total);
    expect(countParameters(size)).toBe(total);
  });

  test('with the vocabulary of GPT-1 come the four numbers that the paper prints', () => {
    const printed = publishedSizes.map((size) =>
      Math.round(sumParameters({ ...size, vocab_size: GPT1_VOCABULARY }).total / 1e6),
    );
    expect(printed).toEqual([117, 345, 762, 1542]);
    expect(printed).toEqual(publishedSizes.map((size) => size.printed));
  });

  test('is the formula L (4D² + 2DI + I + 9D) + (V + C + 2) D for any model', () => {
    fc.assert(
      fc.property(anyModel, (of) => {
        const { n_layer: L, n_embd: D, n_inner: I, vocab_size: V, n_positions: C } = of;
        const formula = L * (4 * D * D + 2 * D * I + I + 9 * D) + (V + C + 2) * D;
        const sum = sumParameters(of);
        expect(sum.total).toBe(formula);
        expect(Object.values(sumByPart(sum)).reduce((a, b) => a + b, 0)).toBe(formula);
        expect(sum.rows.reduce((a, { share }) => a + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('has a line for every tensor that a checkpoint holds, in its shape', () => {
    fc.assert(
      fc.property(anyModel, (of) => {
        const lines = new Map(sumParameters(of).rows.map((row) => [row.name, row.shape]));
        const shapes = [...tensorShapes(of)];
        for (const [name, shape] of shapes)
          expect(lines.get(name.replace(/^h\.\d+/, 'h.*'))).toEqual(shape);
        expect(sumParameters(of).rows.reduce((a, { times }) => a + times, 0)).toBe(shapes.length);
      }),
    );
  });

  test('the letters say the shape', () => {
    const of = publishedSizes[0];
    const letters: Record<string, number> = { V: 50_257, C: 1024, D: 768, '3D': 2304, I: 3072 };
    for (const row of sumParameters(of).rows)
      expect(
        row.letters
          .slice(1, -1)
          .split(', ')
          .map((letter) => letters[letter]),
      ).toEqual(row.shape);
  });

  test('the teaching model: as its config.json and its file have it', () => {
    const read = (file: string): Buffer => readFileSync(`public/models/teaching/${file}`);
    const config = JSON.parse(read('config.json').toString()) as Record<string, unknown>;
    const { n_inner, ...named } = teachingSize;
    expect(config).toMatchObject(named);
    expect(n_inner).toBe(4 * named.n_embd);
    const file = read('model.safetensors');
    const header = JSON.parse(
      file.toString('utf8', 8, 8 + Number(file.readBigUInt64LE(0))),
    ) as Record<string, { shape?: number[] }>;
    const numbers = Object.entries(header)
      .filter(([name]) => !name.endsWith('_scale'))
      .map(([, { shape }]) => shape?.reduce((a, b) => a * b, 1));
    expect(numbers.reduce((sum: number, n) => sum + (n ?? 0), 0)).toBe(
      sumParameters(teachingSize).total,
    );
  });
});

describe('growth', () => {
  const small = publishedSizes[0];

  test('with depth it is a straight line that begins at the tables', () => {
    const [one, two, three] = growWithDepth(small, 1, 3);
    expect((two?.total ?? 0) - (one?.total ?? 0)).toBe(7_087_872);
    expect((three?.total ?? 0) - (two?.total ?? 0)).toBe(7_087_872);
    expect(one?.tables).toBe((50_257 + 1024) * 768);
  });

  test('with width it goes through the published models', () => {
    for (const size of publishedSizes) {
      const from = { ...small, n_layer: size.n_layer };
      expect(growWithWidth(from, [size.n_embd])[0]?.total).toBe(countParameters(size));
    }
  });
});

test('cacheBytesPerToken: keys and values of every layer, in the bytes of one number', () => {
  expect(publishedSizes.map((size) => cacheBytesPerToken(size, 4))).toEqual([
    73_728, 196_608, 368_640, 614_400,
  ]);
});

describe('dimensionProblem(dimensions)', () => {
  const small = publishedSizes[0];

  test('finds nothing wrong with the models that exist', () => {
    for (const size of [...publishedSizes, teachingSize]) expect(dimensionProblem(size)).toBeNull();
  });

  test.each([0, -1, 1.5, NaN, Infinity, 1e9])('names the field that cannot be %d', (value) => {
    expect(dimensionProblem({ ...small, n_embd: value })).toMatchObject({ field: 'n_embd' });
  });

  test('wants a width that the heads divide', () => {
    expect(dimensionProblem({ ...small, n_head: 7 })).toEqual({ kind: 'heads' });
  });

  test('the largest model that can be asked for is still counted exactly', () => {
    expect(dimensionProblem(LARGEST)).toBeNull();
    expect(Number.isSafeInteger(sumParameters(LARGEST).total)).toBe(true);
  });
});
