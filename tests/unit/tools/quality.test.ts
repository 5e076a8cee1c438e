import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenizerFromFiles } from '#lib/bpe/index.ts';
import { parseConfig } from '#lib/model/config.ts';
import { modelFrom } from '#lib/model/model-files.ts';
import { openInNode } from '#lib/model/node.ts';
import { sourceFromBytes } from '#lib/model/weights/index.ts';
import { asStored, measureQuality, windowsOf } from '../../../tools/model/quality.ts';
import { measureDirectory } from '../../../tools/model/measure-directory.ts';

const TEACHING = 'public/models/teaching';

test('the teaching model in int8: KL at most 0.001 nat, the same first choice 99.5 % of the time', async () => {
  const { forms } = await measureDirectory({
    directory: TEACHING,
    text: null,
    dtypes: ['int8'],
    tokens: 4096,
  });
  const [int8] = forms;
  expect(int8!.predictions).toBeGreaterThan(2000);
  expect(int8!.meanKl).toBeLessThanOrEqual(0.001);
  expect(int8!.meanKl).toBeGreaterThan(0);
  expect(int8!.top1).toBeGreaterThanOrEqual(0.995);
  expect(Math.abs(int8!.perplexity.stored / int8!.perplexity.fp32 - 1)).toBeLessThan(0.001);
}, 120_000);

describe('measureQuality(files, windows, dtype)', () => {
  const open = async () => {
    const text = (name: string): Promise<string> => readFile(`${TEACHING}/${name}`, 'utf8');
    const config = parseConfig(JSON.parse(await text('config.json')));
    const weights = new Uint8Array(await readFile(`${TEACHING}/model.safetensors`));
    const files = await modelFrom('teaching', config, await sourceFromBytes(weights), null);
    const tokenizer = tokenizerFromFiles({
      mergesTxt: await text('merges.txt'),
      vocabJson: await text('vocab.json'),
    });
    return { files, ids: [config.eos_token_id, ...tokenizer.encode('The cat sat on the mat.')] };
  };

  test('is the divergence, agreement and perplexity of their definitions', async () => {
    const { files, ids } = await open();
    const measured = await measureQuality(files, [ids], 'int4');
    const [exact, stored] = [await openInNode(files), await openInNode(asStored(files, 'int4'))];
    const [p, q] = [await probabilities(exact, ids), await probabilities(stored, ids)];
    const kl = p.map((row, t) => row.reduce((sum, x, i) => sum + x * Math.log(x / q[t]![i]!), 0));
    expect(measured.predictions).toBe(ids.length);
    expect(measured.meanKl).toBeCloseTo(kl.reduce((a, b) => a + b) / ids.length, 6);
    const first = (row: readonly number[]): number => row.indexOf(Math.max(...row));
    const same = p.filter((row, t) => first(row) === first(q[t]!)).length;
    expect(measured.top1).toBe(same / ids.length);
    const surprise = ids.slice(1).map((id, t) => -Math.log(p[t]![id]!));
    const perplexity = Math.exp(surprise.reduce((a, b) => a + b) / surprise.length);
    expect(measured.perplexity.fp32 / perplexity).toBeCloseTo(1, 5);
    await Promise.all([exact.release(), stored.release()]);
  });

  test('finds no difference where there is none: float32 holds what int8 says', async () => {
    const { files, ids } = await open();
    const measured = await measureQuality(files, [ids], 'fp32');
    expect(measured.meanKl).toBe(0);
    expect(measured.top1).toBe(1);
  });
});

async function probabilities(
  engine: Awaited<ReturnType<typeof openInNode>>,
  ids: readonly number[],
): Promise<number[][]> {
  const { data } = (await engine.run(ids, { logits: 'all' })).logits;
  const V = data.length / ids.length;
  return ids.map((_, t) => {
    const weights = [...data.subarray(t * V, (t + 1) * V)].map((z) => Math.exp(z));
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((w) => w / sum);
  });
}

test('windowsOf(ids, config, most) spreads windows that begin with the end of a text', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 2, max: 400 }),
      fc.integer({ min: 2, max: 2000 }),
      (count, n_positions, most) => {
        const ids = Array.from({ length: count }, (_, i) => i);
        const windows = windowsOf(ids, { n_positions, eos_token_id: -1 }, most);
        const total = windows.reduce((sum, window) => sum + window.length, 0);
        if (windows.length > 1) expect(total).toBeLessThanOrEqual(most);
        let end = -1;
        for (const [eos, first = 0, ...rest] of windows) {
          expect(eos).toBe(-1);
          expect(first).toBeGreaterThan(end);
          rest.forEach((id, i) => expect(id).toBe(first + 1 + i));
          end = first + rest.length;
          expect(rest.length + 2).toBeLessThanOrEqual(Math.min(256, n_positions));
        }
      },
    ),
  );
});
