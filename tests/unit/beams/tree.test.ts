import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPlace, columnOf, layoutRows, pathTo, standings } from '#lib/beams/index.ts';
import type { BeamColumn } from '#lib/beams/index.ts';
import { createRng, foundBeams, logSoftmax, repeats, runningBeams } from '#lib/sampling/index.ts';
import { startBeams, stepBeams, type BeamOptions } from '#lib/sampling/index.ts';

const V = 6;
/** Logits that depend on the last two ids. */
function logitsAfter(ids: readonly number[]): Float32Array {
  const seed = 31 * (ids.at(-1) ?? 0) + 17 * (ids.at(-2) ?? 3);
  return Float32Array.from({ length: V }, (_, v) => 2 * Math.sin(seed * 1.7 + v * 2.3));
}

function search(options: BeamOptions) {
  const prompt = [1, 2];
  let state = startBeams(prompt, options);
  let columns: BeamColumn[] = [];
  while (!state.done) {
    const logits = runningBeams(state).map(({ ids }) => logitsAfter(ids));
    const step = stepBeams(state, logits, createRng(0));
    columns = [...columns, columnOf(columns, step, state.settings)];
    state = step.state;
  }
  return { prompt, columns, settled: state.groups[0]?.done === true, found: foundBeams(state) };
}

const options = fc.record({
  numBeams: fc.integer({ min: 1, max: 5 }),
  maxNewTokens: fc.integer({ min: 1, max: 7 }),
  lengthPenalty: fc.constantFrom(-1, 0, 0.7, 1, 2),
  earlyStopping: fc.constantFrom(true, false, 'never' as const),
  noRepeatNgramSize: fc.constantFrom(0, 2, 3),
  eosTokenId: fc.constantFrom(null, 0, 4),
});

describe('the columns of a search', () => {
  test('edges add up to the sums, and are what the model says of the token', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const { prompt, columns } = search(chosen);
        columns.forEach((column, c) => {
          column.forEach(({ logprob, total, score, parent, id }, place) => {
            const before = c === 0 ? 0 : (columns[c - 1]?.[parent]?.total ?? NaN);
            expect(total).toBeCloseTo(before + logprob, 4);
            expect(score).toBeCloseTo(total / (c + 1) ** chosen.lengthPenalty, 4);
            const text = [...prompt, ...pathTo(columns, c, place)];
            expect(text.at(-1)).toBe(id);
            expect(logprob).toBeCloseTo(logSoftmax(logitsAfter(text.slice(0, -1)))[id] ?? NaN, 4);
          });
        });
      }),
    );
  });

  test('a ban is a token that would repeat n tokens and would have been kept', () => {
    const { prompt, columns } = search({ numBeams: 3, maxNewTokens: 3, noRepeatNgramSize: 1 });
    let bans = 0;
    columns.forEach((column, c) => {
      const worst = Math.min(...column.filter(({ fate }) => fate === 'runs').map((n) => n.total));
      column.forEach(({ fate, total, id }, place) => {
        const text = [...prompt, ...pathTo(columns, c, place)];
        expect(repeats(text.slice(0, -1), 1).has(id)).toBe(fate === 'banned');
        if (fate !== 'banned') return;
        bans++;
        expect(total).toBeGreaterThanOrEqual(worst);
      });
    });
    expect(bans).toBeGreaterThan(0);
  });

  test('bestPlace finds the text that the search gives back', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const { prompt, columns, settled, found } = search(chosen);
        const best = bestPlace(columns, settled);
        const text = best && [...prompt, ...pathTo(columns, best.column, best.place)];
        expect(text ?? undefined).toEqual(found[0]?.ids);
      }),
    );
  });

  test('at most numBeams run and at most numBeams are held as finished', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const { columns } = search(chosen);
        columns.forEach((_, c) => {
          const all = standings(columns.slice(0, c + 1), { numBeams: chosen.numBeams, best: null });
          const count = (wanted: string) => all.flat().filter((is) => is === wanted).length;
          expect(count('running')).toBeLessThanOrEqual(chosen.numBeams);
          expect(count('finished')).toBeLessThanOrEqual(chosen.numBeams);
          expect(all.at(-1)).not.toContain('kept');
          expect(all.at(-1)).not.toContain('died out');
        });
      }),
    );
  });
});

test('layoutRows: no two edges cross, no two nodes share a row, nothing outside', () => {
  fc.assert(
    fc.property(options, (chosen) => {
      const { columns } = search(chosen);
      const { rows, height } = layoutRows(columns);
      columns.forEach((column, c) => {
        const own = rows[c] ?? [];
        expect(new Set(own).size).toBe(column.length);
        for (const row of own) expect(row >= 0 && row <= height - 1).toBe(true);
        const from = (place: number): number =>
          c === 0 ? 0 : (rows[c - 1]?.[column[place]?.parent ?? 0] ?? NaN);
        const order = column.map((_, place) => place).sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0));
        order.slice(1).forEach((place, i) => {
          expect(from(place)).toBeGreaterThanOrEqual(from(order[i] ?? 0));
        });
      });
    }),
  );
});
