import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gpt2Tokenizer } from '#lib/bpe/index.ts';
import { groupsBetween, layOut, meets, readText, type Reading } from '#lib/tokens/index.ts';

const gpt2 = await gpt2Tokenizer();
const read = (text: string, allowSpecial = false) => readText(gpt2, text, { allowSpecial });
const groupsOf = (reading: Reading) => groupsBetween(gpt2, reading, 0, reading.starts.length);

const mixed = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    'the ',
    '中',
    '文',
    '😉',
    '👩‍👧‍👦',
    'é',
    'e\u0301',
    'ع',
    '\n',
    '\r\n',
    '1',
  ),
  maxLength: 60,
});

describe('readText(gpt2, text)', () => {
  test('counts tokens, characters and bytes', () => {
    expect(read('你好，世界').facts).toEqual({
      tokens: 11,
      characters: 5,
      bytes: 15,
      distinct: 10,
    });
    expect(read('').facts).toEqual({ tokens: 0, characters: 0, bytes: 0, distinct: 0 });
    expect(read('\ud83d').facts).toMatchObject({ characters: 1, bytes: 3 });
  });

  test('reads <|endoftext|> as plain text unless it is allowed', () => {
    expect(read('<|endoftext|>').facts.tokens).toBe(7);
    const allowed = read('a<|endoftext|>', true);
    expect([...allowed.ids]).toEqual([64, 50_256]);
    expect(groupsOf(allowed)[1]).toMatchObject({ special: true, bytes: [] });
  });

  test('its groups hold all tokens in order, and their rows the same bytes', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const reading = read(text);
        const groups = groupsOf(reading);
        expect(groups.flatMap(({ tokens }) => tokens.map(({ id }) => id))).toEqual([
          ...reading.ids,
        ]);
        expect(groups.map(({ text: own }) => own).join('')).toBe(text);
        for (const { bytes, tokens, characters } of groups) {
          for (const row of [tokens, characters]) {
            expect(row[0]?.from).toBe(0);
            expect(row.at(-1)?.to).toBe(bytes.length);
            row.slice(1).forEach(({ from }, i) => expect(from).toBe(row[i]?.to));
          }
        }
      }),
    );
  });

  test('groups a long text as it groups a short one', () => {
    const unit = 'Once upon a time, 从前有一个 e\u0301 👩‍👧‍👦.\r\n  ';
    const short = groupsOf(read(unit.repeat(20))).map(({ text }) => text);
    const long = groupsOf(read(unit.repeat(400))).map(({ text }) => text);
    expect(long.slice(0, short.length - 1)).toEqual(short.slice(0, -1));
    expect(long.join('')).toBe(unit.repeat(400));
  });

  test('shows two tokens of one character as parts of it', () => {
    const [group] = groupsOf(read('😉'));
    expect(group).toMatchObject({
      bytes: ['F0', '9F', '98', '89'],
      characters: [{ text: '😉', from: 0, to: 4 }],
      tokens: [
        { id: 47249, from: 0, to: 3 },
        { id: 231, from: 3, to: 4 },
      ],
    });
    expect(meets({ from: 0, to: 3 }, { from: 3, to: 4 })).toBe(false);
    expect(meets({ from: 0, to: 4 }, { from: 3, to: 4 })).toBe(true);
  });
});

describe('layOut(reading, columns)', () => {
  test('keeps every line within the columns, and every group in one line', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 12, max: 80 }), (text, columns) => {
        const reading = read(text);
        const lines = [...layOut(reading, columns)];
        expect(lines.at(-1)).toBe(reading.starts.length);
        if (text !== '') expect(lines[0]).toBe(0);
        lines.slice(1).forEach((end, i) => {
          const widths = [...reading.widths.subarray(lines[i], end)];
          expect(end).toBeGreaterThan(lines[i] ?? 0);
          const used = widths.reduce((sum, width) => sum + Math.min(width, columns), 0);
          expect(used).toBeLessThanOrEqual(columns);
        });
      }),
    );
  });

  test('begins a new line after the end of one', () => {
    expect([...layOut(read('a\nb'), 80)]).toEqual([0, 2, 3]);
    expect([...layOut(read(''), 80)]).toEqual([0]);
  });
});
