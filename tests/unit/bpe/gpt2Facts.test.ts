import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gpt2Merges, gpt2Tokenizer, hex, tokenizerFromFiles } from '#lib/bpe/index.ts';

const gpt2 = await gpt2Tokenizer();

/** Ids of GPT-2's own tokenizer.json; partly also in karpathy/minbpe lecture.md and TransformerLens's Main_Demo. */
const known: readonly (readonly [text: string, ids: string])[] = [
  ['Hello world!', '15496 995 0'],
  ['Tokenization', '30642 1634'],
  [' is', '318'],
  [' at', '379'],
  [' the', '262'],
  ['127', '16799'],
  [' 677', '718 3324'],
  [' 804', '807 3023'],
  ['1275', '1065 2425'],
  [' 6773', '718 46871'],
  [' 8041', '807 50049'],
  ['The cat sat on the mat.', '464 3797 3332 319 262 2603 13'],
  ['2342+2017=21445', '1954 3682 10 5539 28 22291 2231'],
  ['Claire', '2601 7626'],
  [' Claire', '20758'],
  ['Data visualization empowers users to', '6601 32704 795 30132 2985 284'],
  [' SolidGoldMagikarp', '43453'],
  ['是', '42468'],
  ['中文', '40792 23877 229'],
  ['你好', '19526 254 25001 121'],
  ['人工智能', '21689 32432 98 162 247 118 47797 121'],
  [
    '我说你倒是快点啊',
    '22755 239 46237 112 19526 254 161 222 240 42468 33232 104 163 224 117 161 243 232',
  ],
  ['你好，世界', '19526 254 25001 121 171 120 234 10310 244 45911 234'],
  ['😉', '47249 231'],
  ['👩‍👧‍👦', '41840 102 447 235 41840 100 447 235 41840 99'],
  [
    '    def f(x):\n        return x\n',
    '220 220 220 825 277 7 87 2599 198 220 220 220 220 220 220 220 1441 2124 198',
  ],
  // White space that JavaScript's \s sees otherwise; ids by Hugging Face's tokenizers 0.23.
  ['a\u0085b', '64 126 227 65'],
  [' \u0085\u0085 b', '1587 227 126 227 275'],
  ['a \ufeff\ufeffb', '64 27332 119 123 171 119 123 65'],
  ['\ufeff\ufeff hi', '171 119 123 171 119 123 23105'],
  ['x  \ufeff', '87 220 27332 119 123'],
  ['a\u001c b', '64 216 275'],
  ['\u180e\u200b a', '157 254 236 9525 257'],
];

describe("GPT-2's ids", () => {
  test.each(known)('encode(%j) gives %s, and decode the text again', (text, ids) => {
    expect(gpt2.encode(text).join(' ')).toBe(ids);
    expect(gpt2.decode(gpt2.encode(text))).toBe(text);
  });
});

describe("GPT-2's vocabulary", () => {
  test('has 256 bytes, 50,000 merges and end of text', async () => {
    expect(gpt2.size).toBe(50_257);
    expect(await gpt2Merges()).toHaveLength(50_000);
    expect(gpt2.eosId).toBe(50_256);
    expect(gpt2.tokenText(50_256)).toBe('<|endoftext|>');
    expect(gpt2.tokenText(256)).toBe(' t');
    expect(gpt2.tokenText(198)).toBe('\n');
    expect(gpt2.tokenText(220)).toBe(' ');
  });

  test('the first merges are Ġt, Ġa, he, in, re, on, Ġthe, er', async () => {
    const first = (await gpt2Merges()).slice(0, 8).map(([left, right]) => left + right);
    expect(first).toEqual(['Ġt', 'Ġa', 'he', 'in', 're', 'on', 'Ġthe', 'er']);
  });

  test('the merges are the file that GPT-2 came with, byte for byte', async () => {
    const lines = (await gpt2Merges()).map((merge) => merge.join(' '));
    const file = `#version: 0.2\n${lines.join('\n')}\n`;
    // `vocab_bpe_hash` in openai/tiktoken, tiktoken_ext/openai_public.py
    expect(createHash('sha256').update(file).digest('hex')).toBe(
      '1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5',
    );
  });

  test('43 entries are whole characters with a Han character among them', () => {
    const texts = Array.from({ length: gpt2.size }, (_, id) => gpt2.tokenText(id));
    const han = texts.flatMap((text, id) =>
      /[\u4e00-\u9fff]/.test(text) && !text.includes('<0x') ? [id] : [],
    );
    expect(han).toHaveLength(43);
    expect([42468, 21410, 45298, 33454].map((id) => texts[id])).toEqual([
      '是',
      '的',
      '之',
      '龍喚士',
    ]);
    expect(han).toEqual(expect.arrayContaining([42468, 21410, 45298, 33454]));
  });

  test('U+FFFD is shown only for its own bytes EF BF BD, and all tokens differ', () => {
    const ids = Array.from({ length: gpt2.size }, (_, id) => id);
    for (const id of ids.filter((id) => gpt2.tokenText(id).includes('\ufffd'))) {
      expect(hex(gpt2.tokenBytes(id))).toContain('EF BF BD');
    }
    expect(new Set(ids.map((id) => gpt2.tokenBytes(id).join())).size).toBe(gpt2.size);
  });
});

describe("the teaching model's tokenizer", () => {
  const read = (name: string) =>
    readFileSync(new URL(`../../../public/models/teaching/${name}`, import.meta.url), 'utf8');
  const mergesTxt = read('merges.txt');
  const teaching = tokenizerFromFiles({ mergesTxt, vocabJson: read('vocab.json') });

  test("its merges are GPT-2's first 7,936", async () => {
    const lines = mergesTxt.trimEnd().split('\n').slice(1);
    const first = (await gpt2Merges()).slice(0, 7_936).map((merge) => merge.join(' '));
    expect(lines).toEqual(first);
  });

  test('has 8,193 ids, the last of them end of text', () => {
    expect(teaching.size).toBe(8_193);
    expect(teaching.eosId).toBe(8_192);
    expect(teaching.encode('<|endoftext|>', { allowSpecial: true })).toEqual([8_192]);
  });

  test("each of its tokens has GPT-2's id", () => {
    for (let id = 0; id < 8_192; id++) expect(teaching.tokenBytes(id)).toEqual(gpt2.tokenBytes(id));
  });

  test('encodes the stored prompts to the ids that the reference was run on', () => {
    const url = new URL('../../fixtures/teaching/prompts.json', import.meta.url);
    const prompts = JSON.parse(readFileSync(url, 'utf8')) as { text: string; ids: number[] }[];
    expect(prompts.length).toBeGreaterThan(0);
    for (const { text, ids } of prompts) {
      expect(teaching.encode(text)).toEqual(ids.filter((id) => id !== 8_192));
    }
  });
});
