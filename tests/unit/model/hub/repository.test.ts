/** Repositories of every kind, over HTTP from the stand-in. */
import { describe, expect, test } from 'vitest';
import { gpt2Tokenizer, tokenizerFromFiles } from '#lib/bpe/index.ts';
import { countParameters, openCheckpoint } from '#lib/model/weights/index.ts';
import { ModelError } from '#lib/model/errors.ts';
import { fetchTensors, openHubRepository } from '#lib/model/hub/index.ts';
import {
  fineTuneConfig,
  fineTuneMerges,
  tinyConfig,
  tinyTokenizer,
  wideConfig,
} from '#tests/hub/repositories.ts';
import { randomWeights } from '../../../../tools/model/random-weights.ts';
import { options, useHub } from './hub.ts';

const hub = useHub();
const open = (repo: string, revision?: string) =>
  openHubRepository({ repo, endpoint: hub().url, ...(revision && { revision }) }, options);

async function failure(repo: string, revision?: string): Promise<ModelError> {
  const error: unknown = await open(repo, revision).catch((error: unknown) => error);
  if (error instanceof ModelError) return error;
  throw new Error(`no ModelError from ${repo}`);
}

describe('openHubRepository at GPT-2’s full shapes', () => {
  test('reads the header, the vocabulary and one tensor, not half a gigabyte', async () => {
    const repository = await open('openai-community/gpt2');
    const checkpoint = await openCheckpoint(repository.config, repository.source);
    expect(checkpoint).toMatchObject({ parameters: 124_439_808, tied: true, unused: [] });
    expect(repository.tokenizer).toBeNull();
    expect((await gpt2Tokenizer()).size).toBe(repository.config.vocab_size);
    expect(await checkpoint.tensor('h.11.ln_2.bias')).toEqual(
      randomWeights('h.11.ln_2.bias', 1)(new Float32Array(768)),
    );
    expect(repository.source.names().filter((name) => /\.attn\.bias$/.test(name))).toHaveLength(12);
    const weights = hub().asked.filter(({ on }) => on === 'cdn');
    expect(weights.map(({ range }) => range)).toEqual([
      'bytes=0-65535',
      expect.stringMatching(/^bytes=\d+-\d+$/) as string,
    ]);
  });

  test('asks for the commit that config.json came from, without cookies or referrer', async () => {
    const { commit } = await open('openai-community/gpt2', 'v1');
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    const [first, ...later] = hub().asked.filter(({ on }) => on === 'hub');
    expect(first?.path).toBe('/openai-community/gpt2/resolve/v1/config.json');
    for (const { path } of later) expect(path).toContain(`/resolve/${commit}/`);
    for (const { method, cookie, referer } of hub().asked)
      expect({ method, cookie, referer }).toEqual({ method: 'GET', cookie: null, referer: null });
  });
});

describe('openHubRepository and the forms of a checkpoint', () => {
  test.each([
    ['tiny/gpt2', true, 1],
    ['tiny/prefixed', true, 1],
    ['tiny/untied', false, 1],
    ['tiny/f16', true, 2 ** -10],
    ['tiny/bf16', true, 2 ** -7],
  ])('%s', async (repo, tied, precision) => {
    const repository = await open(repo);
    expect(repository.tokenizer).toEqual(tinyTokenizer);
    const checkpoint = await openCheckpoint(repository.config, repository.source);
    const head = tied ? 0 : tinyConfig.vocab_size * tinyConfig.n_embd;
    expect(checkpoint).toMatchObject({ tied, parameters: countParameters(tinyConfig) + head });
    for (const name of checkpoint.names) {
      const values = await checkpoint.tensor(name);
      const expected = randomWeights(name, 1)(new Float32Array(values.length));
      const exact = precision === 1;
      values.forEach((value, i) => {
        const error = Math.abs(value - expected[i]!);
        expect(error).toBeLessThanOrEqual(exact ? 0 : Math.abs(expected[i]!) * precision + 1e-7);
      });
    }
  });

  test('tiny/sharded: three files as one', async () => {
    const { config, source, validators } = await open('tiny/sharded');
    expect(Object.keys(validators)).toHaveLength(3);
    const checkpoint = await openCheckpoint(config, source);
    expect(checkpoint.parameters).toBe(countParameters(wideConfig));
    const wte = await checkpoint.tensor('wte');
    expect(wte).toEqual(randomWeights('wte', 1)(new Float32Array(wte.length)));
  });

  test('tiny/fine-tune: a vocabulary of its own in tokenizer.json', async () => {
    const { config, tokenizer } = await open('tiny/fine-tune');
    expect(config).toEqual(fineTuneConfig);
    const { encode, decode, size, eosId } = tokenizerFromFiles(tokenizer!);
    expect({ size, eosId }).toEqual({ size: 256 + fineTuneMerges.length + 1, eosId: 264 });
    expect(encode(' the an')).toEqual([258, 261]);
    expect(encode('on')).toEqual([262]);
    expect(decode(encode('那只猫 on a mat'))).toBe('那只猫 on a mat');
  });
});

describe('fetchTensors(tensors)', () => {
  test.each([
    [1, 1_000],
    [4, 100_000],
    [3, 2 ** 24],
  ])('gives all in order, with %i lanes and pieces of %i bytes', async (lanes, pieceBytes) => {
    const repository = await open(pieceBytes < 10_000 ? 'tiny/gpt2' : 'tiny/sharded');
    const names = repository.source.names().filter((name) => !name.endsWith('.attn.bias'));
    let bytes = 0;
    const given: string[] = [];
    const onBytes = (count: number) => (bytes += count);
    const tensors = names.map((name) => repository.tensor(name));
    for await (const tensor of fetchTensors(tensors, { lanes, pieceBytes, onBytes })) {
      given.push(tensor.name);
      expect(tensor.take()).toEqual(await repository.source.read(tensor.name));
    }
    expect(given).toEqual(names);
    expect(bytes).toBe(tensors.reduce((sum, { info }) => sum + info.bytes, 0));
  });
});

describe('openHubRepository says what it found instead of a GPT-2', () => {
  test.each([
    ['tiny/llama', 'not-gpt2', '"llama"'],
    ['tiny/bert', 'not-gpt2', '"bert"'],
    ['tiny/onnx-only', 'no-safetensors', 'ONNX'],
    ['tiny/pytorch-only', 'no-safetensors', 'PyTorch (.bin)'],
    ['tiny/gguf-only', 'no-safetensors', 'GGUF'],
    ['tiny/chinese', 'bad-tokenizer', 'WordPiece (BERT): vocab.txt'],
    ['tiny/word-piece', 'bad-tokenizer', 'WordPiece (BERT): tokenizer.json'],
    ['tiny/unigram', 'bad-tokenizer', 'Unigram (SentencePiece): tokenizer.json'],
    ['tiny/llama-bpe', 'bad-tokenizer', 'SentencePiece BPE (LLaMA): tokenizer.json'],
    ['tiny/own-split', 'bad-tokenizer', expect.stringContaining('Split') as string],
    ['tiny/lowercase', 'bad-tokenizer', expect.stringContaining('Lowercase') as string],
  ])('%s: %s', async (repo, code, found) => {
    expect(await failure(repo)).toMatchObject({ code, details: { found } });
  });

  test.each([
    ['tiny/gtp2', undefined, 'no-repository'],
    ['tiny/private', undefined, 'no-repository'],
    ['tiny/gated', undefined, 'gated'],
    ['tiny/gpt2', 'v2', 'no-revision'],
  ])('%s at %s: %s', async (repo, revision, code) => {
    expect(await failure(repo, revision)).toMatchObject({ code });
  });

  test('a mirror that only sends the status', async () => {
    hub().faults.add({ on: 'hub tiny/gpt2/config.json', kind: 'status', status: 404 });
    hub().faults.add({ on: 'hub tiny/gpt2/', kind: 'status', status: 404 });
    expect(await failure('tiny/gpt2')).toMatchObject({ code: 'no-repository' });
    hub().faults.clear();
    hub().faults.add({ on: 'hub tiny/gpt2/config.json', kind: 'status', status: 403 });
    expect(await failure('tiny/gpt2')).toMatchObject({ code: 'gated' });
  });

  test('no hub at that address', async () => {
    const request = { repo: 'tiny/gpt2', endpoint: 'http://127.0.0.1:9' };
    await expect(openHubRepository(request, options)).rejects.toMatchObject({ code: 'network' });
  });
});
