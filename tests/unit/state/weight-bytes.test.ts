import { expect, test } from 'vitest';
import { publishedSizes, teachingSize } from '#lib/parameters/index.ts';
import { family, weightOf } from '#lib/state/family.ts';
import { FORMS, weightBytes } from '#lib/state/weight-bytes.ts';

const small = publishedSizes[0];
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

// The sizes of docs/quantisation.md, where they were taken from files.
test.each([
  [small, ['497.8', '249.1', '169.5', '90.1']],
  [teachingSize, ['21.3', '10.7', '7.7', '4.1']],
])('weightBytes(): what the stored forms of a model take', (size, expected) => {
  expect(FORMS.map((form) => megabytes(weightBytes(size, form).stored))).toEqual(expected);
});

test('plain: the name of the form says the bits', () => {
  expect(FORMS.map((form) => weightBytes(small, form).plain)).toEqual([
    497_759_232, 248_879_616, 124_439_808, 62_219_904,
  ]);
});

test('a known model is fetched in float32 and stored in a form', () => {
  expect(family).toHaveLength(4);
  expect(weightOf('openai-community/gpt2', 'int8')).toEqual({
    parameters: 124_439_808,
    fetched: 497_759_232,
    stored: weightBytes(small, 'int8').stored,
  });
  // DistilGPT2's model card: 82 million.
  expect(weightOf('distilbert/distilgpt2', 'fp32')?.parameters).toBe(81_912_576);
  expect(weightOf('nobody/knows', 'fp32')).toBeNull();
});
