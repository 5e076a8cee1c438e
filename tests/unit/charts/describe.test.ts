import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeLines, describeMatrix } from '#components/charts/describe.ts';
import { causalMask, valueAt } from '#components/charts/matrix.ts';
import { strongestCells } from '#components/charts/strongest.ts';

describe('strongestCells', () => {
  test('are the largest of all open cells, whatever the matrix', () => {
    const matrices = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 8 }))
      .chain(([rows, cols]) =>
        fc
          .array(fc.double({ min: -9, max: 9 }), { minLength: rows * cols, maxLength: rows * cols })
          .map((values) => ({ rows, cols, values })),
      );
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 5 }), (matrix, count) => {
        const sizes = (cells: readonly number[]) => cells.map(Math.abs).sort((a, b) => b - a);
        // Rows of one number are left out.
        const open = matrix.values.filter((_, i) => {
          const row = Math.floor(i / matrix.cols) * matrix.cols;
          const numbers = matrix.values.slice(row, row + matrix.cols);
          return numbers.filter((x) => !Number.isNaN(x)).length > 1;
        });
        const there = open.filter((value) => !Number.isNaN(value));
        const found = strongestCells(matrix, count).map((cell) => valueAt(matrix, cell));
        expect(sizes(found)).toEqual(sizes(there).slice(0, count));
      }),
    );
  });

  test('leave out what is masked, and the first token that can only look at itself', () => {
    const matrix = { rows: 3, cols: 3, values: [1, 9, 9, 0.2, 0.8, 9, 0.1, 0.2, 0.7] };
    expect(strongestCells(matrix, 2, causalMask)).toEqual([
      { row: 1, col: 1 },
      { row: 2, col: 2 },
    ]);
  });
});

describe('what a picture shows', () => {
  const words = ['the', 'cat', 'sat'];
  const say = ({ row, col }: { row: number; col: number }, value: number) =>
    `${words[row] ?? ''} looks at ${words[col] ?? ''}: ${value.toFixed(2)}.`;
  const matrix = { rows: 3, cols: 3, values: [1, 0, 0, 0.75, 0.25, 0, 0.5, 0.375, 0.125] };

  test('a map is said by its size and its strongest cells', () => {
    expect(describeMatrix('en', matrix, say, causalMask)).toBe(
      '3 rows and 3 columns. The strongest: cat looks at the: 0.75; sat looks at the: 0.50; sat looks at cat: 0.38.',
    );
    expect(describeMatrix('zh', matrix, ({ row }) => `第 ${String(row)} 行。`, causalMask)).toBe(
      '共 3 行、3 列。最强的几处：第 1 行；第 2 行；第 2 行。',
    );
    expect(describeMatrix('en', { rows: 2, cols: 2, values: [] }, say)).toBe(
      '2 rows and 2 columns, without numbers so far.',
    );
  });

  test('lines are said by their ends and their extremes; faint ones and gaps are left out', () => {
    const points = [[0, 1], [1, NaN], [2, -3], [3, 8], [4, 2]] as const; // prettier-ignore
    const lines = [
      { name: 'loss', points, colour: 1 as const },
      { name: 'ground', points, colour: 0 as const },
      { name: 'none', points: [], colour: 2 as const },
    ];
    expect(describeLines('en', lines)).toBe(
      'loss: from 1 at 0 to 2 at 4, lowest −3 at 2, highest 8 at 3.',
    );
    expect(describeLines('zh', lines)).toBe(
      'loss：从 0 处的 1 到 4 处的 2，最低为 2 处的 −3，最高为 3 处的 8。',
    );
  });
});
