/** causal.json is what the teaching model gives (else: npm run stored-causal). */
import { expect, test } from 'vitest';
import {
  ablationEdits,
  ablationSweep,
  answerToken,
  attribute,
  compare,
  lastRows,
  logitDifference,
  logProbability,
  patchBase,
  PATCH_KINDS,
  patchSweep,
  patternNames,
  readPrompt,
  readSide,
  type StoredCausal,
} from '#lib/causal/index.ts';
import raw from '#lib/embedded/causal.json' with { type: 'json' };
import { withTeachingModel } from '../../../tools/model/teaching-model.ts';

const stored = raw as StoredCausal;

/** Four figures are kept, and small numbers differ from machine to machine. */
function expectNear(found: readonly number[], kept: readonly number[]): void {
  expect(found).toHaveLength(kept.length);
  found.forEach((x, i) => {
    const then = kept[i] ?? NaN;
    expect(Math.abs(x - then), `number ${i}: ${x}, kept ${then}`).toBeLessThan(
      1e-3 + 1e-3 * Math.abs(then),
    );
  });
}

test('what is stored, computed again', { timeout: 120_000 }, async () => {
  await withTeachingModel(async (engine, tokenizer) => {
    const [pair] = stored.pairs;
    if (!pair) throw new Error('no pair');
    expect(stored.layers).toBe(engine.info.config.n_layer);
    expect(stored.heads).toBe(engine.info.config.n_head);

    for (const { clean, corrupted, a, b, cleanDifference, corruptedDifference } of stored.pairs) {
      for (const side of [clean, corrupted])
        expect(readPrompt(tokenizer, side.text, 64)).toMatchObject({
          ...{ ids: side.ids, tokens: side.tokens },
        });
      expect(clean.ids.length).toBe(corrupted.ids.length);
      expect(answerToken(tokenizer, a.text)).toEqual({ ...a, whole: true });
      expect(answerToken(tokenizer, b.text)).toEqual({ ...b, whole: true });
      const answers = { a: a.id, b: b.id };
      const of = async (ids: readonly number[]): Promise<number> =>
        logitDifference((await engine.run(ids)).logits.data, answers);
      expectNear(
        [await of(clean.ids), await of(corrupted.ids)],
        [cleanDifference, corruptedDifference],
      );
      expect(cleanDifference).toBeGreaterThan(0);
      expect(corruptedDifference).toBeLessThan(0);
    }

    const answers = { a: pair.a.id, b: pair.b.id };
    const { ids } = pair.clean;
    for (const how of ['zero', 'mean'] as const) {
      const { parts, difference } = await ablationSweep(engine, ids, answers, how);
      expectNear([difference], [stored.sweep.difference]);
      for (const key of ['change', 'logProbability', 'kl'] as const)
        expectNear(
          parts.map(({ effect }) => effect[key]),
          stored.sweep[how][key],
        );
    }

    const patching = { clean: ids, corrupted: pair.corrupted.ids, answers };
    const base = await patchBase(engine, patching, PATCH_KINDS);
    for (const kind of PATCH_KINDS)
      expectNear(await patchSweep(engine, patching, base, kind), stored.patch[kind]);

    const { terms, sum } = await attribute(engine, ids, answers);
    expectNear(
      terms.map(({ value }) => value),
      stored.attribution.terms.map(({ value }) => value),
    );
    expect(Math.abs(sum - stored.attribution.difference)).toBeLessThan(1e-3);

    const { layer, head } = stored.lab;
    const edits = ablationEdits([{ part: { kind: 'head', layer, head }, how: 'zero' }]);
    const original = await readSide(engine, ids, { edits: [], newTokens: 4 });
    const edited = await readSide(engine, ids, { edits, newTokens: 4 });
    const lab = compare(original, edited, answers, 6);
    expect(stored.lab.written.edited.startsWith(tokenizer.decode(edited.written))).toBe(true);
    expectNear(
      lab.next.flatMap(({ original, edited }) => [original, edited]),
      stored.lab.next.flatMap(({ original, edited }) => [original, edited]),
    );
    expectNear(lab.losses.edited, stored.lab.losses.edited);

    const { prompt, best, heads } = stored.looks;
    const names = patternNames(stored.layers);
    const run = await engine.run(prompt.ids, { capture: names });
    const rows = lastRows(run.captured, stored.layers).flat();
    expectNear(
      rows.flat(),
      heads.flatMap(({ row }) => row),
    );
    const effects: number[] = [];
    for (const each of heads) {
      const off = [
        { at: `blocks.${each.layer}.attn.hook_z`, head: each.head, do: 'zero' as const },
      ];
      const { logits } = await engine.run(prompt.ids, { edits: off });
      effects.push(logProbability(logits.data, best.id) - logProbability(run.logits.data, best.id));
    }
    expectNear(
      effects,
      heads.map(({ effect }) => effect),
    );
  });
});
