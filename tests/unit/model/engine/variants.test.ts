import { describe, expect, test } from 'vitest';
import { openInNode } from '#lib/model/node.ts';
import {
  expectedLogits,
  largestDifference,
  makeVariant,
  someIds,
  variants,
} from '../../../model/variants.ts';

describe('any GPT-2 by its config.json equals the plain loops', () => {
  test.each(Object.entries(variants))('%s', async (_, changes) => {
    const variant = await makeVariant(changes);
    const engine = await openInNode(variant.files);
    const ids = someIds(variant.config, variant.config.n_positions);
    const { logits } = await engine.run(ids, { logits: 'all' });
    expect(largestDifference(logits.data, expectedLogits(variant, ids))).toBeLessThan(1e-3);
    expect(engine.info.parameters).toBe(
      Object.values(variant.weights).reduce((sum, { length }) => sum + length, 0),
    );
    await engine.release();
  });

  test('names with the prefix "transformer." are the same names', async () => {
    const plain = await openInNode((await makeVariant({})).files);
    const prefixed = await openInNode((await makeVariant({}, 'transformer.')).files);
    const ids = someIds(plain.info.config, 20);
    expect((await prefixed.run(ids)).logits.data).toEqual((await plain.run(ids)).logits.data);
    await Promise.all([plain.release(), prefixed.release()]);
  });
});
