import { describe, expect, test } from 'vitest';
import { othersShare, percent, rowsOfOffer, segments } from '#components/figures/home/offer.ts';
import { sayHead } from '#components/figures/home/say.ts';
import { stationCells } from '#components/figures/home/stations.ts';
import json from '#lib/embedded/home.json' with { type: 'json' };
import run from '#lib/embedded/first-run.json' with { type: 'json' };
import { frameCount, storedFrame } from '#lib/state/home-run.ts';

const frames = Array.from({ length: frameCount(json) }, (_, i) => storedFrame(json, i));

describe('what may come next', () => {
  test('rows and others add up to all probability, whatever was drawn', () => {
    for (const { offer } of frames) {
      const rows = rowsOfOffer(offer);
      const sum = rows.reduce((all, { p }) => all + p, othersShare(offer));
      expect(sum).toBeCloseTo(1, 6);
      expect(rows).toHaveLength(7);
      if (offer.pick) expect(rows.map(({ rank }) => rank)).toContain(offer.pick.rank);
    }
  });

  test('the bar holds the likeliest side by side and marks the one that was drawn', () => {
    for (const { offer } of frames) {
      const parts = segments(offer, 1000);
      parts.slice(1).forEach(({ x }, i) => {
        const before = parts[i];
        expect(x).toBeCloseTo((before?.x ?? 0) + (before?.width ?? 0), 6);
      });
      expect(parts.filter(({ drawn }) => drawn)).toHaveLength(offer.pick ? 1 : 0);
    }
  });

  test('percent(p) keeps a digit that counts', () => {
    expect([0.0872, 0.0004, 1].map(percent)).toEqual(['8.7 %', '0.04 %', '100.0 %']);
  });
});

test('sayHead names the token read last and where most of the weight lies', () => {
  const view = { ...storedFrame(json, 0), tokens: ['<|endoftext|>', ' a', '\n'] };
  const say = (digits: string): string => sayHead('en', { ...view, heads: [[digits]] }, 0, 0);
  expect(say('z0z0z0')).toBe('Head 0.0 reads “↵” and looks most at “a”.');
  expect(say('z0z00z')).toMatch(/at the token itself\.$/);
  expect(say('z0zz00')).toMatch(/at the beginning of the text\.$/);
});

test('stationCells draws a cell for each vector, from the shortest to the longest', () => {
  const stages = Object.values(run.stages);
  const cells = stationCells(stages);
  const count = cells.reduce((sum, { d }) => sum + d.split('M').length - 1, 0);
  expect(count).toBe(stages.reduce((sum, { norms }) => sum + norms.length, 0));
  expect(Math.min(...cells.map(({ level }) => level))).toBe(0);
  expect(Math.max(...cells.map(({ level }) => level))).toBe(8);
});
