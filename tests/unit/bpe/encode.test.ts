import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenizer, gpt2Tokenizer } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();

test('encode reads special tokens from text only on request', () => {
  const plain = gpt2.encode('a<|endoftext|>b');
  expect(plain).not.toContain(50_256);
  expect(gpt2.decode(plain)).toBe('a<|endoftext|>b');
  expect(gpt2.encode('a<|endoftext|>b', { allowSpecial: true })).toEqual([64, 50_256, 65]);
  expect(gpt2.encode('<|endoftext|><|endoftext|>', { allowSpecial: true })).toEqual([
    50_256, 50_256,
  ]);
});

test('encode of nothing is nothing', () => {
  expect(gpt2.encode('')).toEqual([]);
  expect(gpt2.encode('', { allowSpecial: true })).toEqual([]);
  expect(gpt2.decode([])).toBe('');
});

test('lone surrogates are encoded as U+FFFD', () => {
  expect(gpt2.encode('\ud800')).toEqual(gpt2.encode('\ufffd'));
  expect(gpt2.encode('x\udc00y')).toEqual(gpt2.encode('x\ufffdy'));
});

test('encode gives the same ids the second time, and a caller may change them', () => {
  const first = gpt2.encode('the the');
  first.fill(0);
  expect(gpt2.encode('the the')).toEqual([1169, 262]);
});

test('without merges every byte is a token', () => {
  const bytes = createTokenizer({ merges: [], eosId: null });
  expect(bytes.size).toBe(256);
  expect(bytes.eosId).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      const ids = bytes.encode(s);
      expect(ids).toHaveLength(Buffer.byteLength(s.toWellFormed()));
      expect(ids.flatMap((id) => [...bytes.tokenBytes(id)])).toEqual([
        ...Buffer.from(s.toWellFormed()),
      ]);
    }),
  );
});

test('createTokenizer puts end of text where it is told', () => {
  const merges = [['a', 'b']] as const;
  expect(createTokenizer({ merges }).eosId).toBe(257);
  expect(createTokenizer({ merges, eosId: 300 }).eosId).toBe(300);
  expect(createTokenizer({ merges, eosId: null }).size).toBe(257);
});
