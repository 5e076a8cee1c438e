import { describe, expect, test } from 'vitest';
import type { TrainingSettings } from '#lib/bpe/train/index.ts';
import { trainingDesk } from '#lib/state/bpe-trainer-desk.ts';
import { BpeTraining, type DeskCalls } from '#lib/state/bpe-trainer.svelte.ts';

const settings: TrainingSettings = {
  reading: 'words',
  ties: 'first',
  merges: 10_000,
  vocabulary: null,
  once: true,
};
const example = 'older×3 finest×9 lowest×4';

/** A desk in this process, called as the worker is. */
function deskHere(): DeskCalls {
  const desk = trainingDesk();
  return {
    open: async (text, given) => desk.open(text, given),
    go: (goal, said) => desk.go(goal, said),
    stop: async () => desk.stop(),
  };
}
const started = (): BpeTraining => new BpeTraining(example, settings, deskHere);

describe('BpeTraining', () => {
  test('is drawn at once, without a worker', () => {
    const training = new BpeTraining(example, settings, () => {
      throw new Error('no worker is needed');
    });
    expect(training.view).toMatchObject({ at: 0, tokens: 109, stop: null });
    expect(training.end).toBeNull();
  });

  test('goes forth and back and keeps the merges it has seen', async () => {
    const training = started();
    await training.goTo(3);
    expect(training.view.at).toBe(3);
    expect(training.rows.map(({ made }) => made)).toEqual(['es', 'est', 'est</w>']);
    await training.goTo(1);
    expect(training.view.at).toBe(1);
    expect(training.rows).toHaveLength(3);
    await training.goTo(4);
    expect(training.rows.map(({ made }) => made)).toEqual(['es', 'est', 'est</w>', 'fi']);
  });

  test('ends where the text ends, and remembers it', async () => {
    const training = started();
    await training.goTo(5_000);
    expect(training.view).toMatchObject({ at: 14, stop: 'nothing' });
    expect(training.wish.at).toBe(5_000);
    await training.goTo(-3);
    expect(training.view.at).toBe(0);
    expect(training.end).toBe(14);
  });

  test('takes a link: text, rules and place at once, and nothing where all is there', async () => {
    const training = started();
    const wish = { text: 'aaabdaaabac', settings: { ...settings, once: false }, at: 2 };
    await training.restore(wish);
    expect(training.wish).toEqual(wish);
    expect(training.view).toMatchObject({ at: 2, settings: { once: false } });
    await training.restore({ ...wish, settings: { ...wish.settings } });
    expect(training.undoable).toBe(1);
    await training.undo();
    expect(training.wish).toEqual({ text: example, settings, at: 0 });
  });

  test('undo takes back jumps, texts and rules, one at a time', async () => {
    const training = started();
    await training.goTo(2);
    await training.goTo(14);
    await training.setText('aa aa ab');
    expect(training.view).toMatchObject({ at: 0, startTokens: 9 });
    await training.setSettings({ ...settings, once: false });
    expect(training.undoable).toBe(4);
    await training.undo();
    expect(training.view.settings.once).toBe(true);
    await training.undo();
    expect(training.view).toMatchObject({ at: 14, tokens: 16 });
    await training.undo();
    expect(training.view).toMatchObject({ at: 2, tokens: 83 });
    await training.undo();
    expect(training.view.at).toBe(0);
    await training.undo();
    expect(training.undoable).toBe(0);
  });

  test('letters typed one after the other are one thing to undo', async () => {
    const training = started();
    for (const text of ['a', 'ab', 'abc']) await training.setText(text);
    expect(training.undoable).toBe(1);
    await training.undo();
    expect(training.view.startTokens).toBe(109);
  });

  test('of many wishes the last one counts', async () => {
    const training = started();
    for (let at = 1; at <= 14; at++) void training.goTo(at);
    void training.goTo(5);
    await training.settled();
    expect(training.view.at).toBe(5);
  });

  test('a long training can be stopped, and goes on from there', async () => {
    const text = Array.from({ length: 60_000 }, (_, i) => (i * 2654435761).toString(36)).join(' ');
    const desk = deskHere();
    const training: BpeTraining = new BpeTraining(example, settings, () => ({
      ...desk,
      go: (goal, said) =>
        desk.go(goal, (at, rows) => {
          said(at, rows);
          training.cancel();
        }),
    }));
    await training.setText(text);
    await training.goTo(10_000);
    const { at } = training.view;
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(10_000);
    expect(training.progress).toBeNull();
    expect(training.rows).toHaveLength(at);
  });

  test('when the worker dies, the next wish starts another', async () => {
    let starts = 0;
    const training = new BpeTraining(example, settings, () => {
      const desk = deskHere();
      if (starts++ > 0) return desk;
      return { ...desk, go: () => Promise.reject(new Error('the worker failed')) };
    });
    await training.goTo(3);
    expect(training.failed).toBe(true);
    await training.goTo(3);
    expect(training.failed).toBe(false);
    expect(training.view.at).toBe(3);
    expect(training.rows).toHaveLength(3);
  });
});
