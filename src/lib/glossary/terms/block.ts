import type { Term } from '../term.ts';

/** The rest of a block, and how to look into it: lesson 5. */
export const blockTerms: readonly Term[] = [
  {
    id: 'layer',
    en: 'layer',
    zh: '层',
    defEn: 'One block of a transformer: attention, then an MLP, each added to the residual stream.',
    defZh: 'Transformer 的一块：先是注意力，再是多层感知机，两者的结果都加进残差流。',
    common: true,
  },
  {
    id: 'residual-stream',
    en: 'residual stream',
    zh: '残差流',
    defEn: 'The vector of each token that every layer reads from and adds to.',
    defZh: '每个词元的一个向量，各层都从中读取，再把结果加回去。',
  },
  {
    id: 'layer-normalisation',
    en: 'layer normalisation',
    zh: '层归一化',
    defEn:
      'Shifting and scaling each vector to mean 0 and variance 1, then by learned weights and biases.',
    defZh: '把每个向量平移、缩放到均值 0、方差 1，再乘以学到的权重、加上学到的偏置。',
    notZh: ['层规范化', '层标准化', '层正则化'],
    forms: { en: ['layer norm', 'layer norms'] },
  },
  {
    id: 'mlp',
    en: 'MLP',
    zh: '多层感知机',
    defEn: 'The part of a layer that works on each token alone: widen, bend (GELU), narrow again.',
    defZh: '层中单独处理每个词元的部分：先变宽，经过 GELU，再变窄。',
    notZh: ['多层感知器'],
    forms: { zh: ['MLP'] },
  },
  {
    id: 'pre-norm',
    en: 'pre-norm and post-norm',
    zh: '前归一化与后归一化',
    defEn:
      'Where the layer norm stands: before each sublayer (GPT-2), or after each sum (the transformer of 2017).',
    defZh: '层归一化放在哪里：每个子层之前（GPT-2），或者每次相加之后（2017 年的 Transformer）。',
    forms: { en: ['pre-norm', 'post-norm'], zh: ['前归一化', '后归一化'] },
  },
  {
    id: 'batch-normalisation',
    en: 'batch normalisation',
    zh: '批归一化',
    defEn: 'Mean 0 and variance 1 for each feature over all examples of a batch.',
    defZh: '对每个特征，在一批的所有样本上取均值和方差，变成均值 0、方差 1。',
    notZh: ['批次归一化', '批量归一化'],
    forms: { en: ['batch norm'] },
  },
  {
    id: 'gelu',
    en: 'GELU',
    zh: 'GELU',
    defEn:
      'GPT-2’s activation function: x times the chance that a standard normal number lies below x.',
    defZh: 'GPT-2 的激活函数：x 乘以标准正态随机数小于 x 的概率。',
  },
  {
    id: 'neuron',
    en: 'neuron',
    zh: '神经元',
    defEn:
      'One of the numbers in the middle of an MLP: how active it is, and the vector that it writes then.',
    defZh: '多层感知机中间的一个数：激活有多强，就把自己的那个向量乘以多少，写进残差流。',
  },
  {
    id: 'logit-lens',
    en: 'logit lens',
    zh: 'logit 透镜',
    defEn:
      'Reading the residual stream after any layer as if it were the last: final layer norm, then unembedding.',
    defZh: '把任何一层之后的残差流当作最后一层来读：先过最后的层归一化，再做反嵌入。',
    notZh: ['对数几率透镜', 'logit 镜头'],
  },
  {
    id: 'ablation',
    en: 'ablation',
    zh: '消融',
    defEn:
      'To switch a part of the model off, its output set to zero or to a mean, and see what changes.',
    defZh: '关掉模型的一部分（输出换成零或均值），看看有什么变化。',
    notZh: ['切除实验'],
    forms: { en: ['ablate', 'ablated', 'ablating'] },
  },
  {
    id: 'activation-patching',
    en: 'activation patching',
    zh: '激活修补',
    defEn:
      'To put an activation of one run into another run and see how much of the answer comes with it.',
    defZh: '把一次运行中的激活换进另一次运行，看答案跟过来多少。',
    notZh: ['激活补丁'],
    forms: { en: ['patching'] },
  },
  {
    id: 'direct-logit-attribution',
    en: 'direct logit attribution',
    zh: '直接 logit 归因',
    defEn:
      'The logit of a token as a sum: what each head and each MLP wrote towards it, without what later parts made of that.',
    defZh:
      '把一个词元的 logit 拆成各项之和：每个头、每个 MLP 直接朝它写了多少，不算经由后面各部分的影响。',
  },
  {
    id: 'superposition',
    en: 'superposition',
    zh: '叠加',
    defEn:
      'More features than dimensions in one vector, each a direction that is nearly, not quite, at right angles to the others (Elhage et al. 2022).',
    defZh:
      '一个向量里装的特征比维数还多，每个特征占一个方向，彼此近乎垂直而不完全垂直（Elhage 等，2022）。',
    common: true,
  },
];
