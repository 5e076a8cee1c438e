import { expect, test } from 'vitest';
import { heatPaths } from '#components/charts/heatPaths.ts';

test('cells of one colour are one path, and masked cells are in none', () => {
  const matrix = { rows: 2, cols: 3, values: [1, 2, 1, 2, 9, 1] };
  const paths = heatPaths(matrix, String, (row, col) => row === 1 && col === 1);
  expect(paths).toEqual([
    { fill: '1', d: 'M0 0h1v1h-1zM2 0h1v1h-1zM2 1h1v1h-1z' },
    { fill: '2', d: 'M1 0h1v1h-1zM0 1h1v1h-1z' },
  ]);
});
