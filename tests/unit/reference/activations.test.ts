import { expect, test } from 'vitest';
import { activate } from '#lib/reference/index.ts';

test("activate(x, 'gelu') is x Φ(x), with Φ from published tables", () => {
  // Φ to 15 digits: Abramowitz and Stegun 1964, table 26.1.
  const table: [x: number, phi: number][] = [
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [-1, 0.158655253931457],
  ];
  for (const [x, phi] of table) expect(activate(x, 'gelu')).toBeCloseTo(x * phi, 13);
  expect(activate(40, 'gelu')).toBe(40);
  expect(activate(-40, 'gelu')).toBeCloseTo(0, 15);
});

test("activate(x, 'gelu_new') stays within 0.0005 of gelu, and gives PyTorch's values", () => {
  for (let x = -6; x <= 6; x += 0.01)
    expect(Math.abs(activate(x, 'gelu_new') - activate(x, 'gelu'))).toBeLessThan(5e-4);
  // torch.nn.functional.gelu(x, approximate='tanh')
  expect(activate(1, 'gelu_new')).toBeCloseTo(0.8411919906082768, 12);
  expect(activate(-1, 'gelu_new')).toBeCloseTo(-0.15880800939172324, 12);
});

test("activate(x, 'relu') cuts at zero", () => {
  expect([-2, 0, 3].map((x) => activate(x, 'relu'))).toEqual([0, 0, 3]);
});
