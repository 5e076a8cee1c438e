import { expect, test } from 'vitest';
import stored from '#lib/embedded/heads.json' with { type: 'json' };
import { packTriangle, scoreHead, SCORES, targetsOf, unpackTriangle } from '#lib/heads/index.ts';
import { parseHeads } from '#lib/state/stored-heads.ts';
import { makeStoredHeads } from '../../../tools/model/stored-heads.ts';

test('heads.json is what the teaching model gives (else: npm run stored-heads)', async () => {
  const made = await makeStoredHeads();
  const plain = ({ text, ids, pieces, config }: typeof made) => ({ text, ids, pieces, config });
  expect(plain(stored)).toEqual(plain(made));
  for (const part of ['scores', 'random'] as const)
    for (const which of ['all', 'withoutFirst'] as const)
      made[part][which].forEach((scores, i) => {
        scores.forEach((score, j) => {
          const then = stored[part][which][i]?.[j] ?? NaN;
          if (score === null) expect(then).toBeNaN();
          else expect(Math.abs(score - then) / (1 + score)).toBeLessThan(1e-3);
        });
      });
  const [a, b] = [atob(made.patterns), atob(stored.patterns)];
  expect(a).toHaveLength(b.length);
  for (let i = 0; i < a.length; i++)
    expect(Math.abs(a.charCodeAt(i) - b.charCodeAt(i))).toBeLessThanOrEqual(1);
  const { layer, head } = stored.open;
  expect({ layer, head }).toEqual({ layer: made.open.layer, head: made.open.head });
  for (const name of ['q', 'k', 'v'] as const)
    made.open[name].forEach((x, i) => {
      expect(x).toBeCloseTo(stored.open[name][i] ?? NaN, 3);
    });
}, 60_000);

test('what is unpacked has the scores that were stored, but for the rounding of a byte', () => {
  const { run, open } = parseHeads(stored);
  const targets = targetsOf(run.ids);
  const H = run.config.n_head;
  run.scores.all.forEach((scores, i) => {
    const pattern = run.pattern(Math.floor(i / H), i % H) ?? [];
    const found = scoreHead(pattern, targets);
    for (const name of SCORES)
      expect(Math.abs(found[name] - scores[name]) / (1 + scores[name])).toBeLessThan(0.01);
  });
  const T = run.ids.length;
  const kept = run.pattern(open.layer, open.head) ?? new Float32Array();
  open.pattern.forEach((weight, i) => {
    expect(Math.abs(weight - (kept[i] ?? NaN))).toBeLessThan(0.01);
  });
  for (let t = 0; t < T; t++) {
    const row = open.pattern.subarray(t * T, (t + 1) * T);
    expect(row.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 5);
  }
});

test('packTriangle keeps weights to 0.4 %, and small ones to a few per cent of themselves', () => {
  for (const weight of [1, 0.5, 0.1, 0.01, 0.001]) {
    const pattern = [1, 0, weight, 1 - weight];
    const back = unpackTriangle(packTriangle(pattern, 2), 2);
    expect(Math.abs((back[2] ?? NaN) - weight)).toBeLessThan(0.004);
    expect(Math.abs((back[2] ?? NaN) / weight - 1)).toBeLessThan(0.08);
  }
});
