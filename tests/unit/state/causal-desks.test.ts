/** What the causal figures compute, on the teaching model. */
import { beforeAll, expect, test } from 'vitest';
import type { Tokenizer } from '#lib/bpe/index.ts';
import type { Engine } from '#lib/model/api.ts';
import { AttributionDesk } from '#lib/state/causal-attribution.svelte.ts';
import { LabDesk } from '#lib/state/causal-lab.svelte.ts';
import { LooksDesk } from '#lib/state/causal-looks.svelte.ts';
import { everySoOften } from '#lib/state/causal-pace.ts';
import { PatchDesk } from '#lib/state/causal-patch.svelte.ts';
import { firstPair, storedCausal } from '#lib/state/causal-stored.ts';
import { SweepDesk } from '#lib/state/causal-sweep.svelte.ts';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { openTeaching } from '../../../tools/model/teaching.ts';

let opened: { engine: Engine; tokenizer: Tokenizer };

beforeAll(async () => {
  opened = await openTeaching();
});

const soon = { timeout: 60_000 };
const model = (engine = opened.engine): LessonModel =>
  new LessonModel({
    connect: () => Promise.resolve(engine),
    tokenizer: () => Promise.resolve(opened.tokenizer),
  });

test('the switchboard: a part goes off and on again', async () => {
  const desk = new LabDesk('en', model());
  expect(desk.shown.live).toBeNull();
  desk.set([]);
  await expect.poll(() => desk.task.busy, soon).toBe(false);
  expect(desk.shown).toMatchObject({ change: 0, kl: 0, ablations: [] });
  const part = { kind: 'mlp', layer: 0 } as const;
  desk.toggle(part);
  await expect.poll(() => desk.shown.change, soon).not.toBe(0);
  desk.change({ part, how: 'scale', by: 1 });
  await expect.poll(() => Math.abs(desk.shown.change), soon).toBeLessThan(1e-3);
  desk.toggle(part);
  await expect.poll(() => desk.shown.ablations, soon).toEqual([]);
});

test('an empty text is told; a word of several tokens counts by its first', async () => {
  const desk = new AttributionDesk('en', model());
  desk.ask({ text: '', a: '', b: '' });
  await expect.poll(() => desk.task.problem, soon).toMatch(/no text/);
  desk.ask({ text: 'The king', a: 'incomprehensibilities', b: '' });
  await expect.poll(() => desk.shown.asked.prompt.text, soon).toBe('The king');
  expect(desk.shown.asked.partly).not.toBeNull();
  expect(Math.abs(desk.shown.found.sum - desk.shown.found.difference)).toBeLessThan(1e-3);
});

test('a sweep is stopped, and what it has found so far stays', async () => {
  let runs = 0;
  // One run without edits, four parts, and the fifth is not waited for.
  const run: Engine['run'] = (...asked) => {
    if (++runs === 6) desk.task.abort();
    return opened.engine.run(...asked);
  };
  const desk = new SweepDesk('en', model(Object.assign(Object.create(opened.engine), { run })));
  const before = desk.shown;
  await desk.task.start();
  expect(desk.progress).toBeNull();
  expect(desk.task.busy).toBe(false);
  expect(desk.task.problem).toBeNull();
  expect(runs).toBe(6);
  const found = desk.shown.effects.change;
  expect(desk.shown === before || found.length < before.effects.change.length).toBe(true);
});

test('patching: one cell, then the picture that was there; prompts that cannot be compared', async () => {
  const desk = new PatchDesk('en', model());
  const at = firstPair.clean.ids.findIndex((id, t) => id !== firstPair.corrupted.ids[t]);
  desk.one({ layer: 0, column: at });
  await expect.poll(() => desk.patched?.recovered ?? 0, soon).toBeCloseTo(1, 3);
  await expect.poll(() => desk.task.busy, soon).toBe(false);
  const grid = desk.shown.grids.resid ?? [];
  expect(grid).toHaveLength(storedCausal.patch.resid.length);
  grid.forEach((value, i) => {
    expect(Math.abs(value - (storedCausal.patch.resid[i] ?? NaN))).toBeLessThan(2e-3);
  });
  desk.ask({ ...desk.question, corrupted: 'Short' });
  await expect.poll(() => desk.task.problem, soon).toMatch(/equally many/);
  desk.ask({ ...desk.question, corrupted: desk.question.text });
  await expect.poll(() => desk.task.problem, soon).toMatch(/the same/);
});

test('looks: a text of one token has its heads too', async () => {
  const desk = new LooksDesk('en', model());
  desk.ask('A');
  await expect.poll(() => desk.task.busy, soon).toBe(false);
  expect(desk.shown.heads).toHaveLength(storedCausal.layers * storedCausal.heads);
  expect(desk.at).toBe(0);
  expect(desk.dots.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
});

test('looks: a link’s token is looked at in a text that must be read first, if it has it', async () => {
  const desk = new LooksDesk('en', model());
  desk.restore(desk.text, 2);
  expect([desk.at, desk.task.busy]).toEqual([2, false]);
  desk.restore('The king said', 1);
  await expect.poll(() => desk.shown.prompt.text, soon).toBe('The king said');
  expect(desk.at).toBe(1);
  desk.restore('The queen', 99);
  await expect.poll(() => desk.shown.prompt.text, soon).toBe('The queen');
  expect(desk.at).toBeLessThan(desk.shown.prompt.ids.length);
});

test('everySoOften(ms) is true at most once in that time', () => {
  let now = 0;
  const due = everySoOften(100, () => now);
  expect(due()).toBe(false);
  now = 100;
  expect([due(), due()]).toEqual([true, false]);
});
