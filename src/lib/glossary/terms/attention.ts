import type { Term } from '../term.ts';

/** Attention and its heads: lesson 4. */
export const attentionTerms: readonly Term[] = [
  {
    id: 'attention',
    en: 'attention',
    zh: '注意力',
    defEn:
      'How a token takes in what others hold: a weighted sum of their values, with weights from queries and keys.',
    defZh: '一个词元取用其他词元信息的办法：用查询和键算出权重，再对值加权求和。',
  },
  {
    id: 'query',
    en: 'query',
    zh: '查询',
    defEn: 'The vector with which a token asks what it is looking for.',
    defZh: '词元用来表示“我在找什么”的向量。',
    common: true,
  },
  {
    id: 'key',
    en: 'key',
    zh: '键',
    defEn: 'The vector by which a token is found.',
    defZh: '词元凭它被找到的那个向量。',
    common: true,
  },
  {
    id: 'value',
    en: 'value',
    zh: '值',
    defEn: 'The vector that a token hands over when it is looked at.',
    defZh: '词元被看到时交出的向量。',
    common: true,
  },
  {
    id: 'attention-head',
    en: 'attention head',
    zh: '注意力头',
    defEn: 'One attention with matrices of its own. A layer has several side by side.',
    defZh: '带有自己一套矩阵的一份注意力。一层里有好几个头并排工作。',
    forms: { en: ['heads', 'head'] },
  },
  {
    id: 'pattern',
    en: 'attention pattern',
    zh: '注意力模式',
    defEn: 'The square of weights of one head: who looks at whom, and how much.',
    defZh: '一个头的权重方阵：谁看谁，看多少。',
  },
  {
    id: 'causal-mask',
    en: 'causal mask',
    zh: '因果掩码',
    defEn: 'What hides later tokens: their scores become −∞, so their weights become 0.',
    defZh: '把后面的词元遮住的办法：它们的分数换成 −∞，权重就成了 0。',
    notZh: ['因果遮罩', '因果掩蔽', '因果蒙版', '因果遮蔽', '因果屏蔽'],
    forms: { en: ['causal masking'] },
  },
  {
    id: 'bidirectional',
    en: 'bidirectional attention',
    zh: '双向注意力',
    defEn: 'Attention without a causal mask: every token sees the tokens on both sides.',
    defZh: '不加因果掩码的注意力：每个词元两边都看得到。',
  },
  {
    id: 'cross-attention',
    en: 'cross-attention',
    zh: '交叉注意力',
    defEn:
      'Attention whose queries come from the decoder and whose keys and values come from the encoder.',
    defZh: '查询来自解码器、键和值来自编码器的注意力。',
    notZh: ['互注意力', '跨注意力'],
  },
  {
    id: 'induction-head',
    en: 'induction head',
    zh: '归纳头',
    defEn:
      'A head that looks for the token that came after the same token before, and so can continue what repeats.',
    defZh: '一种头：它看的是相同词元以前出现时后面跟着的那个词元，因此能把重复的内容接下去。',
    notZh: ['感应头', '诱导头'],
  },
  {
    id: 'attention-sink',
    en: 'attention sink',
    zh: '注意力汇',
    defEn:
      'A token, mostly the first, on which heads rest their weight when there is nothing to fetch.',
    defZh: '没有东西可取时，许多头把权重搁在上面的那个词元，多半是第一个。',
    notZh: ['注意力槽', '注意力水槽'],
  },
  {
    id: 'additive-attention',
    en: 'additive attention',
    zh: '加性注意力',
    defEn:
      'Attention whose scores come from a small network: query and key, each times a matrix, are added and go through a tanh.',
    defZh: '用一个小网络打分的注意力：查询和键各自变换后相加，再经过 tanh。',
    notZh: ['加法注意力'],
  },
  {
    id: 'kv-cache',
    en: 'KV cache',
    zh: 'KV 缓存',
    defEn:
      'Keys and values of the tokens read so far, kept so that they need not be computed again.',
    defZh: '把读过的词元的键和值留下来，免得重算。',
    notZh: ['键值快取'],
  },
  {
    id: 'previous-token-head',
    en: 'previous-token head',
    zh: '前一词元头',
    defEn:
      'A head whose weight is on the token just before. Induction heads of a later layer need one.',
    defZh: '把权重放在紧挨着的前一个词元上的头。后面层里的归纳头离不开它。',
  },
  {
    id: 'variance',
    en: 'variance',
    zh: '方差',
    defEn: 'How far numbers lie from their mean: the mean of the squared distances.',
    defZh: '一组数离均值有多远：各个差的平方的平均。',
  },
];
