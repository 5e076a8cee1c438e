import { describe, expect, test } from 'vitest';
import { pathTo } from '#lib/beams/index.ts';
import { beamSearch } from '#lib/sampling/index.ts';
import { BeamTree } from '#lib/state/beam-tree.svelte.ts';
import { LessonModel } from '#lib/state/lesson-model.svelte.ts';
import { bestOf, growTree, type TreeSearch, type TreeSettings } from '#lib/state/tree-grower.ts';
import { FakeEngine, logitsAfter, tokenizer } from './fake-engine.ts';

const settings: TreeSettings = {
  ...{ text: 'ab', numBeams: 2, lengthPenalty: 1, earlyStopping: false },
  ...{ noRepeatNgramSize: 0, ends: 'text', steps: 3 },
};

const grown = (change: Partial<TreeSettings> = {}): Promise<TreeSearch> =>
  growTree({ engine: new FakeEngine(), tokenizer }, { ...settings, ...change });

async function tree() {
  const engine = new FakeEngine();
  let loads = 0;
  const model = new LessonModel({
    connect: () => {
      loads++;
      return Promise.resolve(engine);
    },
    tokenizer: () => Promise.resolve(tokenizer),
  });
  const made = new BeamTree('en', await grown(), 1, model);
  return { made, engine, loads: () => loads };
}

describe('growTree(loaded, settings)', () => {
  test('finds what beam search finds', async () => {
    const search = await grown();
    const best = bestOf(search);
    const [found] = await beamSearch(
      (ids) => Promise.resolve(logitsAfter(ids.at(-1) ?? 0)),
      search.promptIds,
      { numBeams: 2, maxNewTokens: 3, eosTokenId: 256 },
    );
    expect(best && pathTo(search.columns, best.column, best.place)).toEqual(found?.ids.slice(3));
    expect(search.over).toBe('length');
    expect(search.texts[66]).toBe('c');
  });

  test('says that a text was cut, and reads its last tokens', async () => {
    const search = await grown({ text: 'abcdefgh' });
    expect(search.cut).toBe(true);
    expect(search.promptIds).toEqual([256, ...tokenizer.encode('efgh')]);
    expect((await grown({ text: 'x'.repeat(1e6) })).promptIds).toHaveLength(5);
  });

  test('an empty text begins after the end-of-text token', async () => {
    const search = await grown({ text: '' });
    expect(search.promptIds).toEqual([256]);
    expect(search.cut).toBe(false);
  });
});

describe('BeamTree', () => {
  test('a stored search is stepped through without a model', async () => {
    const { made, loads } = await tree();
    expect(made.shown).toBe(1);
    expect(made.best).toBeNull();
    await made.step();
    made.back();
    await made.toEnd();
    expect(made.finished).toBe(true);
    expect(made.best).toEqual({ column: 2, place: 0 });
    made.restart();
    expect(made.columns).toEqual([]);
    expect(loads()).toBe(0);
  });

  test('other settings make another search, shown column by column', async () => {
    const { made, loads } = await tree();
    await made.set({ numBeams: 3 });
    expect([made.shown, made.finished, loads()]).toEqual([1, false, 1]);
    expect(made.live?.model).toBe('fake');
    expect(made.columns[0]?.filter(({ fate }) => fate === 'runs')).toHaveLength(3);
    await made.step();
    made.back();
    await made.toEnd();
    expect([made.shown, made.finished]).toEqual([3, true]);
  });

  test('while another search begins nothing moves, and it can be stopped', async () => {
    const { made, engine } = await tree();
    let open = (): void => undefined;
    engine.gate = new Promise<void>((resolve) => (open = resolve));
    const begun = made.set({ numBeams: 1 });
    expect(made.beginning).toBe(true);
    await made.step();
    expect(made.shown).toBe(1);
    made.stop();
    open();
    await begun;
    expect([made.beginning, made.live]).toEqual([false, null]);
    await made.compute();
    expect([made.shown, made.search.over]).toEqual([1, 'length']);
  });

  test('a guess is answered by the step after it', async () => {
    const { made } = await tree();
    const leader = made.search.columns[1]?.[0]?.parent ?? -1;
    made.guess = leader;
    await made.step();
    expect(made.verdict).toEqual({ leader, guessed: true, right: 1, made: 1 });
    made.guess = 99;
    await made.step();
    expect(made.verdict).toMatchObject({ guessed: false, right: 1, made: 2 });
    expect(made.guess).toBeNull();
    made.restart();
    expect(made.verdict).toBeNull();
  });

  test('no token twice with n = 1', async () => {
    const { made } = await tree();
    await made.set({ text: 'a', noRepeatNgramSize: 1, numBeams: 1, steps: 3 });
    await made.toEnd();
    expect(made.search.over).toBe('length');
    const ids = made.best && pathTo(made.columns, made.best.column, made.best.place);
    expect(new Set(ids).size).toBe(3);
  });

  test('a failure is a sentence, and the tree stays', async () => {
    const { made, engine } = await tree();
    const { ModelError } = await import('#lib/model/errors.ts');
    engine.failure = new ModelError('device-lost', 'gone');
    await made.set({ numBeams: 4 });
    expect(made.task.problem).toMatch(/./);
    expect([made.shown, made.live]).toEqual([1, null]);
  });
});
