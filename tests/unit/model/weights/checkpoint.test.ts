import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '#lib/model/api.ts';
import { parseConfig } from '#lib/model/config.ts';
import {
  countParameters,
  openCheckpoint,
  sourceFromBytes,
  type TensorSource,
} from '#lib/model/weights/index.ts';
import { openModelDirectory } from '../../../../tools/model/file-source.ts';
import { tinyConfig, tinyFile, tinyTensors } from './tiny.ts';

const open = async (tensors: Record<string, Tensor>) =>
  openCheckpoint(tinyConfig, await sourceFromBytes(tinyFile(tensors)));
const mask = { shape: [1, 1, 16, 16], data: new Float32Array(256) };

describe('openCheckpoint(config, source)', () => {
  test.each(['', 'transformer.'])('finds tensors named with the prefix "%s"', async (prefix) => {
    const tensors = tinyTensors(prefix);
    const checkpoint = await open(tensors);
    expect(checkpoint.tied).toBe(true);
    expect(checkpoint.names).toHaveLength(2 + 2 * 12 + 2);
    expect(await checkpoint.tensor('h.1.mlp.c_fc.weight')).toEqual(
      tensors[`${prefix}h.1.mlp.c_fc.weight`]?.data,
    );
    expect(await checkpoint.tensor('lm_head')).toEqual(tensors[`${prefix}wte.weight`]?.data);
    expect(checkpoint.shape('lm_head')).toEqual([11, 8]);
  });

  test('passes over masks but not over the bias of c_attn, whose name ends alike', async () => {
    const tensors = tinyTensors();
    const checkpoint = await open({
      ...tensors,
      'h.0.attn.bias': mask,
      'h.0.attn.masked_bias': { shape: [], data: new Float32Array(1) },
      'score.weight': mask,
    });
    expect(checkpoint.unused).toEqual(['score.weight']);
    expect(await checkpoint.tensor('h.0.attn.c_attn.bias')).toEqual(
      tensors['h.0.attn.c_attn.bias']?.data,
    );
    const { 'h.0.attn.c_attn.bias': _, ...without } = tensors;
    await expect(open({ ...without, 'h.0.attn.bias': mask })).rejects.toMatchObject({
      code: 'missing-tensor',
      message: 'the file has no tensor h.0.attn.c_attn.bias',
    });
  });

  test('takes a head equal to the token table for tied, another for untied', async () => {
    const tensors = tinyTensors();
    const wte = tensors['wte.weight']!;
    const tied = await open({ ...tensors, 'lm_head.weight': wte });
    expect([tied.tied, tied.parameters]).toEqual([true, countParameters(tinyConfig)]);
    expect(tied.names).not.toContain('lm_head');
    const head = { shape: wte.shape, data: wte.data.map((x) => 2 * x) };
    const untied = await open({ ...tensors, 'lm_head.weight': head });
    expect([untied.tied, untied.parameters]).toEqual([false, countParameters(tinyConfig) + 88]);
    expect(await untied.tensor('lm_head')).toEqual(head.data);
    expect(await untied.tensor('wte')).toEqual(wte.data);
  });

  test('names the tensor that is missing or of the wrong shape', async () => {
    const { 'transformer.ln_f.bias': _, ...without } = tinyTensors('transformer.');
    await expect(open(without)).rejects.toMatchObject({
      code: 'missing-tensor',
      message: 'the file has no tensor transformer.ln_f.bias',
    });
    const wrong = {
      ...tinyTensors(),

      'wpe.weight': { shape: [8, 16], data: new Float32Array(128) },
    };
    await expect(open(wrong)).rejects.toMatchObject({
      code: 'wrong-shape',
      message: 'tensor wpe.weight is [8, 16] where [16, 8] belongs',
    });
  });

  test.each([NaN, Infinity, -Infinity])('refuses a weight that is %d', async (x) => {
    const tensors = tinyTensors();
    tensors['h.0.ln_1.bias']!.data[3] = x;
    const checkpoint = await open(tensors);
    await expect(checkpoint.tensor('h.0.ln_1.bias')).rejects.toMatchObject({ code: 'corrupt' });
    await expect(checkpoint.tensor('h.0.ln_1.weight')).resolves.toHaveLength(8);
  });

  test('reads no weights before they are asked for', async () => {
    const read: string[] = [];
    const inner = await sourceFromBytes(tinyFile());
    const source: TensorSource = {
      ...inner,
      read: (name) => (read.push(name), inner.read(name)),
    };
    const checkpoint = await openCheckpoint(tinyConfig, source);
    expect(read).toEqual([]);
    await checkpoint.tensor('wpe');
    expect(read).toEqual(['wpe.weight']);
  });

  test('reads the teaching model from its directory', async () => {
    const checkpoint = await openModelDirectory('public/models/teaching');
    expect(checkpoint.parameters).toBe(5_322_496);
    expect([checkpoint.tied, checkpoint.unused]).toEqual([true, []]);
    for (const name of checkpoint.names) {
      const size = checkpoint.shape(name).reduce((a, b) => a * b, 1);
      expect(await checkpoint.tensor(name)).toHaveLength(size);
    }
    await checkpoint.close();
  });

  test('says which file of a directory is missing', async () => {
    await expect(openModelDirectory('tests/fixtures')).rejects.toMatchObject({
      code: 'not-found',
      message: 'no such file: tests/fixtures/config.json',
    });
  });
});

describe('countParameters(config)', () => {
  // Radford et al. 2019, table 2, as the published checkpoints have them.
  test.each([
    ['gpt2', 12, 12, 768, 124_439_808],
    ['distilgpt2', 6, 12, 768, 81_912_576],
    ['gpt2-medium', 24, 16, 1024, 354_823_168],
    ['gpt2-large', 36, 20, 1280, 774_030_080],
    ['gpt2-xl', 48, 25, 1600, 1_557_611_200],
  ])('%s', (_, n_layer, n_head, n_embd, parameters) => {
    const config = parseConfig({ model_type: 'gpt2', n_layer, n_head, n_embd });
    expect(countParameters(config)).toBe(parameters);
  });

  test('agrees with the tensors of the teaching model', async () => {
    const json: unknown = JSON.parse(readFileSync('public/models/teaching/config.json', 'utf8'));
    const source = await sourceFromBytes(readFileSync('public/models/teaching/model.safetensors'));
    const weights = source.names().filter((name) => !name.endsWith('_scale'));
    const numbers = weights.map((name) => source.info(name).shape.reduce((a, b) => a * b, 1));
    expect(countParameters(parseConfig(json))).toBe(numbers.reduce((a, b) => a + b));
  });
});
