import type { Term } from '../term.ts';

/** What a language model is, and its numbers: lessons 0 and 1. */
export const modelTerms: readonly Term[] = [
  {
    id: 'language-model',
    en: 'language model',
    zh: '语言模型',
    defEn: 'A function that gives every token of its vocabulary a probability of coming next.',
    defZh: '一个函数：给它一段文字，它为词表中每个词元给出“下一个就是它”的概率。',
  },
  {
    id: 'autoregression',
    en: 'autoregression',
    zh: '自回归',
    defEn:
      'Writing one token at a time, where each new token is put at the end of the input before the next is predicted.',
    defZh: '一次写一个词元：每写出一个，就接到输入末尾，再预测下一个。',
    forms: { en: ['autoregressive'] },
  },
  {
    id: 'context-window',
    en: 'context window',
    zh: '上下文窗口',
    defEn: 'How many tokens a model can read at once: 1,024 for GPT-2, 256 for the teaching model.',
    defZh: '模型一次最多能读多少个词元：GPT-2 是 1,024，教学模型是 256。',
    notZh: ['语境窗口'],
  },
  {
    id: 'prompt',
    en: 'prompt',
    zh: '提示',
    defEn: 'The text that the model is given, before it writes on.',
    defZh: '交给模型的那段文字，模型在它后面接着写。',
    notZh: ['提示词', '提示语'],
  },
  {
    id: 'parameter',
    en: 'parameter',
    zh: '参数',
    defEn: 'A number that training sets. GPT-2 small has 124,439,808 of them.',
    defZh: '由训练定下来的数。GPT-2 small 有 124,439,808 个。',
    notZh: ['参量'],
  },
  {
    id: 'tensor',
    en: 'tensor',
    zh: '张量',
    defEn: 'Numbers in a grid with any number of axes: a vector has one, a matrix two.',
    defZh: '排成网格的一组数，可以有任意多个轴：向量有一个，矩阵有两个。',
  },
  {
    id: 'encoder',
    en: 'encoder',
    zh: '编码器',
    defEn:
      'The part of a transformer that reads a whole text at once, each token seeing all the others.',
    defZh: 'Transformer 中把整段文字一次读完的部分：每个词元都能看到其他所有词元。',
  },
  {
    id: 'decoder',
    en: 'decoder',
    zh: '解码器',
    defEn:
      'The part of a transformer that writes: each token sees only itself and those before it.',
    defZh: 'Transformer 中负责写的部分：每个词元只能看到自己和前面的词元。',
    notZh: ['译码器'],
  },
  {
    id: 'decoder-only',
    en: 'decoder-only',
    zh: '仅解码器',
    defEn: 'A transformer without an encoder, such as GPT: prompt and answer are one text.',
    defZh: '没有编码器的 Transformer，例如 GPT：提示和回答是同一段文字。',
    notZh: ['唯解码器', '纯解码器'],
  },
  {
    id: 'recurrent-network',
    en: 'recurrent network',
    zh: '循环神经网络',
    defEn:
      'A network that reads a text token by token and hands a state of fixed size from each to the next.',
    defZh: '逐个词元读文字的网络，每读一个就把一个大小固定的状态传给下一个。',
    notZh: ['递归神经网络', '回圈神经网络'],
    forms: { en: ['recurrent networks'], zh: ['循环网络'] },
  },
  {
    id: 'masked-language-model',
    en: 'masked language model',
    zh: '掩码语言模型',
    defEn: 'A model trained to fill in tokens that were blanked out, such as BERT.',
    defZh: '训练任务是把挖掉的词元填回去的模型，例如 BERT。',
    notZh: ['遮罩语言模型', '掩蔽语言模型', '遮蔽语言模型'],
  },
  {
    id: 'forward-pass',
    en: 'forward pass',
    zh: '前向传播',
    defEn: 'One run through the model, from tokens to probabilities.',
    defZh: '从词元到概率，在模型里走一遍。',
    notZh: ['前向传递', '正向传播', '前馈传播'],
  },
  {
    id: 'transformer',
    en: 'transformer',
    zh: 'Transformer',
    defEn:
      'A network of layers that mix tokens by attention and then work on each alone (Vaswani et al. 2017). GPT-2 is one.',
    defZh:
      '由多层组成的网络：每层先用注意力在词元之间交换信息，再逐个加工（Vaswani 等，2017）。GPT-2 就是其中一种。',
    notZh: ['变形金刚', '转换器'],
  },
  {
    id: 'vector',
    en: 'vector',
    zh: '向量',
    defEn:
      'A row of numbers, read as a point or an arrow in as many dimensions. GPT-2 small has 768 for each token.',
    defZh:
      '一列数；有多少个数，就看作多少维空间里的一个点或一支箭头。GPT-2 small 每个词元用 768 个数。',
    notZh: ['矢量'],
  },
  {
    id: 'matrix',
    en: 'matrix',
    zh: '矩阵',
    defEn:
      'A table of numbers. Multiplying a vector by it makes another vector, each place a weighted sum of the first.',
    defZh: '一张数表。用它去乘一个向量，得到另一个向量，每一位都是原来各位的加权和。',
    forms: { en: ['matrices'] },
  },
  {
    id: 'hidden-state',
    en: 'hidden state',
    zh: '隐藏状态',
    defEn:
      'The vector of a token inside the model; after the last layer, what the logits are made from.',
    defZh: '词元在模型内部的向量；经过最后一层之后，logits 就由它算出。',
    notZh: ['隐状态', '隐含状态'],
  },
  {
    id: 'activation',
    en: 'activation',
    zh: '激活',
    defEn:
      'Any number that the model computes on the way from one text, as opposed to a parameter, which is the same for all texts.',
    defZh: '模型读某段文字时中途算出的数。参数则不同：读什么文字都是那些数。',
  },
];
