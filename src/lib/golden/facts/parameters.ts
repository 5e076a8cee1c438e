import type { Fact } from '../types.ts';

const ARITHMETIC =
  'sizes of Radford et al. 2019 by arithmetic, as in nanoGPT, transformer_sizing.ipynb';

export const parameters: readonly Fact[] = (
  [
    [
      'total',
      'Parameters, masks left out and the tied head counted once',
      '参数个数：不算掩码，共用的输出层只算一次',
      'numbers',
      '',
      124_439_808,
    ],
    [
      'tensors',
      'Tensors, masks left out and the tied head counted once',
      '张量个数：不算掩码，共用的输出层只算一次',
      'tensors',
      '',
      148,
    ],
    ['wte', 'Parameters of the token table', '词元表的参数个数', 'numbers', 'wte', 38_597_376],
    ['wpe', 'Parameters of the position table', '位置表的参数个数', 'numbers', 'wpe', 786_432],
    ['block', 'Parameters of a block', '一个块的参数个数', 'numbers', 'h.0.', 7_087_872],
    [
      'ln_f',
      'Parameters of the last layer norm',
      '最后一个层归一化的参数个数',
      'numbers',
      'ln_f',
      1_536,
    ],
  ] as const
).map(([name, en, zh, count, under, expected]) => ({
  kind: 'parameters',
  id: `parameters/${name}`,
  what: { en, zh },
  source: ARITHMETIC,
  count,
  under,
  expected,
}));
