import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slidingWindows } from '#lib/scoring/index.ts';

describe('slidingWindows(length, size, stride)', () => {
  test('a short text is one window, and its first token is not scored', () => {
    expect(slidingWindows(5, 8, 4)).toEqual([{ start: 0, from: 1, end: 5 }]);
    expect(slidingWindows(1, 8, 4)).toEqual([]);
    expect(slidingWindows(0, 8, 4)).toEqual([]);
  });

  test('the example of the definition', () => {
    expect(slidingWindows(7, 4, 2)).toEqual([
      { start: 0, from: 1, end: 4 },
      { start: 2, from: 4, end: 6 },
      { start: 4, from: 6, end: 7 },
    ]);
  });

  /** The loop of Hugging Face's guide to perplexity: begin, end and how many labels are new. */
  function guide(length: number, size: number, stride: number): number[][] {
    const found: number[][] = [];
    let before = 0;
    for (let begin = 0; begin < length; begin += stride) {
      const end = Math.min(begin + size, length);
      found.push([begin, end, end - before]);
      before = end;
      if (end === length) break;
    }
    return found;
  }

  const shapes = fc
    .record({ length: fc.nat(300), size: fc.integer({ min: 2, max: 40 }) })
    .chain(({ length, size }) =>
      fc.record({
        length: fc.constant(length),
        size: fc.constant(size),
        stride: fc.integer({ min: 1, max: size - 1 }),
      }),
    );

  test('are the windows of Hugging Face’s guide', () => {
    fc.assert(
      fc.property(shapes, ({ length, size, stride }) => {
        fc.pre(length > 1);
        const windows = slidingWindows(length, size, stride);
        const expected = guide(length, size, stride);
        expect(windows.map(({ start, end }) => [start, end])).toEqual(
          expected.map(([begin, end]) => [begin, end]),
        );
        // The guide counts the very first token as a label; nothing predicts it.
        expect(windows.map(({ from, end }, i) => end - from + (i === 0 ? 1 : 0))).toEqual(
          expected.map(([, , labels]) => labels),
        );
      }),
    );
  });

  test('score every token but the first once, each with a token before it in its window', () => {
    fc.assert(
      fc.property(shapes, ({ length, size, stride }) => {
        const scored: number[] = [];
        for (const { start, from, end } of slidingWindows(length, size, stride)) {
          expect(from).toBeGreaterThan(start);
          expect(end - start).toBeLessThanOrEqual(size);
          if (start > 0) expect(from - start).toBeGreaterThanOrEqual(size - stride);
          for (let at = from; at < end; at++) scored.push(at);
        }
        expect(scored).toEqual(Array.from({ length: Math.max(length - 1, 0) }, (_, i) => i + 1));
      }),
    );
  });

  test('sizes and strides that make no windows are refused', () => {
    for (const [size, stride] of [
      [1, 1],
      [4, 0],
      [4, 4],
      [4, 1.5],
      [NaN, 1],
      [4, NaN],
      [4, Infinity],
    ] as const)
      expect(() => slidingWindows(9, size, stride)).toThrow(RangeError);
  });
});
