import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gpt2Merges, gpt2Tokenizer } from '#lib/bpe/index.ts';
import { longestReplay, replay } from '#lib/tokens/index.ts';

const gpt2 = await gpt2Tokenizer();
const merges = await gpt2Merges();

describe('replay(gpt2, text)', () => {
  test.each([
    // huggingface/tokenizers and tiktoken give these ids
    [' chartreuse', [8262, 260, 1904]],
    ['chartreuse', [40926, 260, 1904]],
    [' SolidGoldMagikarp', [43453]],
    [' the', [262]],
  ])('%j ends as %j', (text, ids) => {
    expect(replay(gpt2, text).pieces.at(-1)?.ids).toEqual(ids);
  });

  test('each step is the merge of its rank, with what it makes', () => {
    const { pieces, names } = replay(gpt2, ' chartreuse');
    for (const { rank, pair, id, parts } of pieces[0]?.steps ?? []) {
      expect(id).toBe(256 + rank);
      const [left = '', right = ''] = merges[rank] ?? [];
      const text = (side: number) => (names[side]?.text ?? '').replaceAll(' ', 'Ġ');
      expect([text(pair[0]), text(pair[1])]).toEqual([left, right]);
      for (const part of parts) expect(names[part]).toBeDefined();
    }
    expect(pieces[0]?.steps).toHaveLength(8);
  });

  test('a text of more than one piece ends as what encode gives', () => {
    const text = fc.string({ unit: fc.constantFrom(...[...'ab é中1 \n.']), maxLength: 100 });
    fc.assert(
      fc.property(text, (s) => {
        expect(replay(gpt2, s).pieces.flatMap(({ ids }) => ids)).toEqual(gpt2.encode(s));
      }),
    );
  });

  test('cuts what is too long to draw, and says so', () => {
    const long = replay(gpt2, 'x'.repeat(5000));
    expect(long.cut).toBe(true);
    expect(long.pieces[0]?.text).toHaveLength(longestReplay.pieceCharacters);
    expect(replay(gpt2, ' '.repeat(5000) + 'x').cut).toBe(true);
    expect(replay(gpt2, 'short').cut).toBe(false);
  });

  test('nothing, and half a character, give something to draw', () => {
    expect(replay(gpt2, '').pieces).toEqual([]);
    expect(replay(gpt2, '\ud83d').pieces[0]?.parts).toHaveLength(3);
  });
});
