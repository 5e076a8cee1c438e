import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openInNode } from '#lib/model/node.ts';
import { fineTuneMerges, tinyConfig, tinyTokenizer } from '#tests/hub/repositories.ts';
import { startHub } from '#tests/hub/server.ts';
import { findModel, knownModels } from '../../../tools/cli/models/find.ts';
import { withModel } from '../../../tools/cli/models/open.ts';
import { getModel } from '../../../tools/model/get.ts';
import { writeRandomCheckpoint } from '../../../tools/model/random-checkpoint.ts';
import { temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const models = join(folder, 'models');

beforeAll(async () => {
  vi.stubEnv('VITRINE_MODELS', models);
  const from = join(folder, 'checkpoint');
  await writeRandomCheckpoint(from, tinyConfig, 1);
  await writeFile(join(from, 'vocab.json'), tinyTokenizer.vocabJson);
  await writeFile(join(from, 'merges.txt'), tinyTokenizer.mergesTxt);
  const common = { from, revision: null, endpoint: null, models } as const;
  await getModel({ ...common, repo: 'a/tiny', dtype: 'fp32' });
  await getModel({ ...common, repo: 'a/tiny', dtype: 'int4' });
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('the command line with stored models', () => {
  test('lists them by name, and finds them by name, by folder and by path', async () => {
    const mine = (await knownModels()).filter(({ path }) => path.startsWith(models));
    expect(mine.map(({ name }) => name)).toEqual(['a/tiny', 'a/tiny']);
    expect(mine.every(({ embedded }) => !embedded)).toBe(true);
    const path = join(models, 'a--tiny-int4');
    for (const called of ['a--tiny-int4', path])
      expect(await findModel(called)).toMatchObject({ name: 'a/tiny', path });
    expect((await findModel('a/tiny')).path).toBe(join(models, 'a--tiny-fp32'));
    await expect(findModel(folder)).rejects.toThrow(/no config\.json or manifest\.json/);
  });

  test('opens them: float32 as stored predicts what the checkpoint does, to the bit', async () => {
    const logits = (model: string) =>
      withModel(model, async ({ files, tokenizer, dtype }) => {
        const engine = await openInNode(files);
        const { logits: given } = await engine.run(tokenizer!.encode('in the'));
        await engine.release();
        return { dtype, given };
      });
    const stored = await logits('a--tiny-fp32');
    const checkpoint = await logits(join(folder, 'checkpoint'));
    expect(stored.dtype).toBe('fp32');
    expect(stored.given).toEqual(checkpoint.given);
    expect((await logits('a--tiny-int4')).given).not.toEqual(checkpoint.given);
  });

  test('opens one that came from a hub, with its own tokenizer', async () => {
    const hub = await startHub();
    const request = { from: null, revision: null, endpoint: hub.url, models } as const;
    await getModel({ ...request, repo: 'tiny/fine-tune', dtype: 'int8' });
    await hub.close();
    await withModel('tiny/fine-tune', async ({ tokenizer, files }) => {
      expect(files.config.vocab_size).toBe(256 + fineTuneMerges.length + 1);
      expect(tokenizer!.encode(' an')).toEqual([256 + fineTuneMerges.indexOf('Ġa n')]);
    });
  });
});
