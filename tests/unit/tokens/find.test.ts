import { describe, expect, test } from 'vitest';
import { gpt2Merges, gpt2Tokenizer } from '#lib/bpe/index.ts';
import { findTokens, foundToken, indexTokens } from '#lib/tokens/index.ts';

const gpt2 = await gpt2Tokenizer();
const merges = await gpt2Merges();
const index = indexTokens(gpt2);
const texts = (ids: readonly number[]) => ids.map((id) => gpt2.tokenText(id));

describe('findTokens(index, query)', () => {
  test('43 tokens hold a Han character, U+4E00 to U+9FFF', () => {
    const han = findTokens(index, { by: 'kind', kind: 'han' });
    expect(han).toHaveLength(43);
    expect(texts(han)).toEqual(expect.arrayContaining(['是', '的', '之', '龍喚士']));
  });

  test('text: the token itself, those that begin with it, those that hold it', () => {
    const found = texts(findTokens(index, { by: 'text', text: ' chart' }));
    expect(found[0]).toBe(' chart');
    expect(found.slice(1)).toEqual(expect.arrayContaining([' charts', ' charter']));
    expect(found.every((text) => text.includes(' chart'))).toBe(true);
    expect(findTokens(index, { by: 'text', text: ' SolidGoldMagikarp' })).toEqual([43453]);
    expect(findTokens(index, { by: 'text', text: '' })).toEqual([]);
    expect(findTokens(index, { by: 'text', text: 'no token holds this' })).toEqual([]);
  });

  test('id: that token, or none', () => {
    expect(findTokens(index, { by: 'id', id: 50_256 })).toEqual([50_256]);
    expect(findTokens(index, { by: 'id', id: 50_257 })).toEqual([]);
    expect(findTokens(index, { by: 'id', id: -1 })).toEqual([]);
  });

  test('longest: all tokens, of which none is longer than the one before', () => {
    const ids = findTokens(index, { by: 'longest' });
    expect(ids).toHaveLength(50_257);
    const lengths = ids.map((id) => gpt2.tokenBytes(id).length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    expect(lengths[0]).toBe(128);
  });

  test('broken: tokens whose bytes are not whole characters', () => {
    const broken = findTokens(index, { by: 'broken' });
    expect(broken).toEqual(expect.arrayContaining([19526, 254, 231, 47249]));
    for (const id of broken) expect(gpt2.decode([id])).toContain('\ufffd');
  });
});

describe('foundToken(gpt2, merges, id)', () => {
  test('says which two tokens it was merged from', () => {
    expect(foundToken(gpt2, merges, 262)).toEqual({
      id: 262,
      text: ' the',
      bytes: '20 74 68 65',
      parts: [' t', 'he'],
    });
    expect(foundToken(gpt2, merges, 220).parts).toBeNull();
    expect(foundToken(gpt2, merges, 50_256)).toMatchObject({ bytes: '', parts: null });
  });
});
