import type { Fact } from '../types.ts';

const ARITHMETIC =
  'sizes of Radford et al. 2019 by arithmetic, as in nanoGPT, transformer_sizing.ipynb';

export const parameters: readonly Fact[] = (
  [
    [
      'total',
      'Parameters, masks left out and the tied head counted once',
      'numbers',
      '',
      124_439_808,
    ],
    ['tensors', 'Tensors, masks left out and the tied head counted once', 'tensors', '', 148],
    ['wte', 'Parameters of the token table', 'numbers', 'wte', 38_597_376],
    ['wpe', 'Parameters of the position table', 'numbers', 'wpe', 786_432],
    ['block', 'Parameters of a block', 'numbers', 'h.0.', 7_087_872],
    ['ln_f', 'Parameters of the last layer norm', 'numbers', 'ln_f', 1_536],
  ] as const
).map(([name, what, count, under, expected]) => ({
  kind: 'parameters',
  id: `parameters/${name}`,
  what,
  source: ARITHMETIC,
  count,
  under,
  expected,
}));
