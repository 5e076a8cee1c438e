import type { Term } from '../term.ts';

/** Vectors, and where a token stands: lesson 3. */
export const positionsTerms: readonly Term[] = [
  {
    id: 'embedding',
    en: 'embedding',
    zh: '嵌入',
    defEn:
      'The vector that stands for a token or a position at the start of the model: a row of a learned table.',
    defZh: '模型开头代表一个词元或一个位置的向量，也就是一张学出来的表里的一行。',
  },
  {
    id: 'dot-product',
    en: 'dot product',
    zh: '点积',
    defEn:
      'Two vectors multiplied place by place and added up: large when they point the same way.',
    defZh: '两个向量逐位相乘再相加：方向越一致，值越大。',
    notZh: ['点乘'],
  },
  {
    id: 'cosine',
    en: 'cosine',
    zh: '余弦',
    defEn:
      'How nearly two vectors point the same way, whatever their lengths: their dot product divided by both lengths.',
    defZh: '两个向量的方向有多接近，跟长短无关：点积除以两者的长度。',
  },
  {
    id: 'principal-component',
    en: 'principal component',
    zh: '主成分',
    defEn:
      'A direction in which a set of vectors varies most; the second is the next best at right angles to the first, and so on.',
    defZh: '一组向量变化最大的方向；第二个是与第一个垂直的方向里变化最大的，依此类推。',
    notZh: ['主分量'],
  },
  {
    id: 'permutation',
    en: 'permutation',
    zh: '置换',
    defEn: 'Another order of the same things.',
    defZh: '同样的东西换一种次序。',
  },
  {
    id: 'positional-encoding',
    en: 'positional encoding',
    zh: '位置编码',
    defEn:
      'Whatever tells a model where in the text a token stands: a vector that is added, a rotation, or a penalty on the score.',
    defZh: '告诉模型词元在文中第几位的办法：可以是加上去的向量，可以是旋转，也可以是对分数的扣减。',
    notZh: ['位置编号', '方位编码'],
  },
  {
    id: 'position-embedding',
    en: 'position embedding',
    zh: '位置嵌入',
    defEn:
      'A learned vector for each position, added to the token embedding. In GPT-2 these are the rows of wpe, one for each of 1,024 positions.',
    defZh:
      '每个位置一个、靠训练学出来的向量，加到词元嵌入上。GPT-2 里就是 wpe 的各行，共 1,024 个位置。',
    forms: { en: ['learned positions'] },
  },
  {
    id: 'sinusoidal-encoding',
    en: 'sinusoidal encoding',
    zh: '正弦位置编码',
    defEn:
      'A fixed encoding of positions by sines and cosines of many wavelengths (Vaswani et al. 2017). GPT-2 does not use it.',
    defZh: '用多种波长的正弦和余弦来表示位置的固定编码（Vaswani 等，2017）。GPT-2 不用它。',
    forms: { en: ['sinusoids'], zh: ['正弦编码'] },
  },
  {
    id: 'wavelength',
    en: 'wavelength',
    zh: '波长',
    defEn: 'After how many positions a pair of dimensions of the sinusoidal encoding comes round.',
    defZh: '正弦位置编码的一对维度，每过多少个位置转完一圈。',
  },
  {
    id: 'rope',
    en: 'RoPE',
    zh: '旋转位置编码',
    defEn:
      'Rotary position embedding (Su et al. 2021): queries and keys are rotated by an angle that grows with their position, so that positions enter a score only by their distance.',
    defZh:
      '简称 RoPE（Su 等，2021）：把查询和键按各自的位置旋转一个角度，于是位置只通过两者的距离影响分数。',
    notZh: ['旋转式位置嵌入', '旋转位置嵌入'],
    forms: { en: ['rotary position embedding'], zh: ['RoPE'] },
  },
  {
    id: 'alibi',
    en: 'ALiBi',
    zh: '线性偏置',
    defEn:
      'Attention with linear biases (Press et al. 2022): each score loses an amount in proportion to the distance; nothing is added to the tokens.',
    defZh: '这里指 ALiBi（Press 等，2022）：分数按距离成比例地扣减，词元上什么也不加。',
    notZh: ['线性偏差'],
    forms: { zh: ['ALiBi'] },
  },
];
