import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headPaths } from '#components/charts/headPaths.ts';
import wall from '#components/figures/home/patterns.json' with { type: 'json' };
import head from '#components/figures/look/head.json' with { type: 'json' };

const bytes = readFileSync(
  new URL('../../fixtures/teaching/prompt-0.safetensors', import.meta.url),
);
const headerSize = Number(bytes.readBigUInt64LE(0));
const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerSize)) as Record<
  string,
  { shape: number[]; data_offsets: [number, number] }
>;

/** The reference's weight of head h of a layer, from position i to position j. */
function weight(layer: number, h: number, i: number, j: number): number {
  const entry = header[`blocks.${layer}.attn.hook_pattern`];
  if (!entry) throw new Error(`no pattern of layer ${layer}`);
  const T = entry.shape[1] ?? 0;
  return bytes.readFloatLE(8 + headerSize + entry.data_offsets[0] + 4 * ((h * T + i) * T + j));
}

describe('stored figures show what the reference run computed', () => {
  test('home: all 32 heads, to a 35th', () => {
    expect(wall.heads.map((layer) => layer.length)).toEqual([8, 8, 8, 8]);
    wall.heads.forEach((layer, l) => {
      layer.forEach((digits, h) => {
        expect(digits).toHaveLength((10 * 11) / 2);
        let at = 0;
        for (let i = 0; i < 10; i++) {
          for (let j = 0; j <= i; j++, at++) {
            const shown = parseInt(digits[at] ?? '', 36) / 35;
            expect(Math.abs(shown - weight(l, h, i, j))).toBeLessThanOrEqual(0.5 / 35 + 1e-6);
          }
        }
      });
    });
  });

  test('lesson 0: one head, to four decimals', () => {
    head.pattern.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(Math.abs(value - weight(3, head.head, i, j))).toBeLessThanOrEqual(0.5001e-4);
      });
    });
    expect(head.pattern).toHaveLength(10);
    expect(head.tokens).toEqual(wall.tokens);
  });
});

test('headPaths(digits, cell) draws each weight once, the strongest at level 8', () => {
  expect(headPaths('z0z', 6)).toEqual([{ level: 8, d: 'M0 0h6v6h-6zM6 6h6v6h-6z' }]);
  const squares = wall.heads
    .flat()
    .map((digits) => headPaths(digits, 6).reduce((sum, { d }) => sum + d.split('M').length - 1, 0));
  expect(Math.max(...squares)).toBeLessThanOrEqual(55);
  expect(Math.min(...squares)).toBeGreaterThan(10);
});
