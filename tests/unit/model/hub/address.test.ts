import { expect, test } from 'vitest';
import { parseAddress } from '#lib/model/hub/index.ts';
import { resolveUrl } from '#lib/model/hub/address.ts';

test.each([
  ['openai-community/gpt2', 'openai-community/gpt2', 'main'],
  [' gpt2 ', 'gpt2', 'main'],
  ['https://huggingface.co/distilbert/distilgpt2', 'distilbert/distilgpt2', 'main'],
  ['huggingface.co/openai-community/gpt2/tree/v1.0', 'openai-community/gpt2', 'v1.0'],
  ['https://huggingface.co/a/b/blob/607a30d/config.json', 'a/b', '607a30d'],
  ['https://hf-mirror.example/hub/a/b/', 'a/b', 'main'],
])('parseAddress reads %s', (typed, repo, revision) => {
  const endpoint = 'https://hf-mirror.example/hub/';
  expect(parseAddress({ repo: typed, endpoint })).toEqual({
    endpoint: 'https://hf-mirror.example/hub',
    repo,
    revision,
  });
});

test.each([
  [{ repo: '' }],
  [{ repo: 'a/b/c' }],
  [{ repo: '../gpt2' }],
  [{ repo: 'open ai/gpt2' }],
  [{ repo: 'a/b?x=1' }],
  [{ repo: 'https://elsewhere.example/a/b' }],
  [{ repo: 'gpt2', revision: 'a..b' }],
  [{ repo: 'gpt2', endpoint: 'ftp://mirror.example' }],
  [{ repo: 'gpt2', endpoint: 'mirror' }],
  [{ repo: 'gpt2', endpoint: 'https://user:secret@mirror.example' }],
])('parseAddress refuses %o', (request) => {
  expect(() => parseAddress(request)).toThrow(expect.objectContaining({ code: 'bad-address' }));
});

test('resolveUrl keeps a revision with a slash in one part of the path', () => {
  const address = parseAddress({ repo: 'gpt2', revision: 'refs/pr/1' });
  expect(resolveUrl(address, 'onnx/model.onnx')).toBe(
    'https://huggingface.co/gpt2/resolve/refs%2Fpr%2F1/onnx/model.onnx',
  );
});
