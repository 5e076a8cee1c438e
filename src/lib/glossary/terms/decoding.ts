import type { Term } from '../term.ts';

/** From scores to text: lesson 6. */
export const decodingTerms: readonly Term[] = [
  {
    id: 'logits',
    en: 'logits',
    zh: 'logits',
    defEn: 'The scores of all tokens of the vocabulary, before softmax.',
    defZh: '词表中所有词元的分数，还没有经过 softmax。',
    notZh: ['逻辑值', '对数几率值'],
    forms: { en: ['logit'], zh: ['logit'] },
  },
  {
    id: 'softmax',
    en: 'softmax',
    zh: 'softmax',
    defEn: 'What turns scores into probabilities: exponentials, divided by their sum.',
    defZh: '把分数变成概率的函数：先取指数，再除以总和。',
  },
  {
    id: 'unembedding',
    en: 'unembedding',
    zh: '反嵌入',
    defEn: 'From the last hidden state to logits: in GPT-2, a product with the token embeddings.',
    defZh: '从最后的隐藏状态得到 logits；在 GPT-2 里就是与词元嵌入相乘。',
    notZh: ['解嵌入', '去嵌入'],
    forms: { en: ['unembed'] },
  },
  {
    id: 'entropy',
    en: 'entropy',
    zh: '熵',
    defEn:
      'The surprise to be expected of a distribution, in bits: 0 when one token is certain, log₂ V when all V are alike.',
    defZh:
      '一个分布预期的意外程度，单位是比特：某个词元必然出现时为 0，V 个词元同样可能时为 log₂ V。',
  },
  {
    id: 'surprise',
    en: 'surprise',
    zh: '意外程度',
    defEn:
      'Minus the logarithm of the probability that a token had, in bits: 1 bit for a half, about 10 bits for a thousandth.',
    defZh: '词元出现前的概率取对数、变号，单位是比特：概率一半是 1 比特，千分之一约是 10 比特。',
    notZh: ['惊奇度', '惊讶度'],
    common: true,
  },
  {
    id: 'perplexity',
    en: 'perplexity',
    zh: '困惑度',
    defEn:
      'The exponential of the mean loss: how many equally likely tokens would leave the model as unsure.',
    defZh: '平均损失取指数：模型的犹豫，相当于在这么多个同样可能的词元里挑一个。',
    notZh: ['混淆度', '复杂度困惑'],
  },
  {
    id: 'decoding',
    en: 'decoding',
    zh: '解码',
    defEn: 'How a text is made from the probabilities that a model gives: by search, or by draws.',
    defZh: '由模型给出的概率生成文本的办法：搜索，或者抽取。',
    common: true,
  },
  {
    id: 'greedy',
    en: 'greedy decoding',
    zh: '贪心解码',
    defEn: 'Always to take the likeliest token.',
    defZh: '每一步都取最可能的词元。',
    notZh: ['贪婪解码', '贪婪搜索'],
  },
  {
    id: 'beam-search',
    en: 'beam search',
    zh: '束搜索',
    defEn:
      'To keep the few best beginnings at every step instead of one, and take the best text in the end.',
    defZh: '每一步不只留一个开头，而是留最好的几个，最后取其中最好的文本。',
    notZh: ['集束搜索', '波束搜索', '定向搜索'],
  },
  {
    id: 'sampling',
    en: 'sampling',
    zh: '采样',
    defEn: 'To draw the next token at random, by the probabilities that the model gives.',
    defZh: '按模型给出的概率，随机抽取下一个词元。',
    notZh: ['取样'],
  },
  {
    id: 'temperature',
    en: 'temperature',
    zh: '温度',
    defEn:
      'A number by which logits are divided before softmax: below 1 the likely become likelier, above 1 the distribution flattens.',
    defZh: 'softmax 之前用来除 logits 的数：小于 1 时可能的更可能，大于 1 时分布变平。',
  },
  {
    id: 'top-k',
    en: 'top-k sampling',
    zh: 'top-k 采样',
    defEn: 'To draw from the k likeliest tokens only.',
    defZh: '只从最可能的 k 个词元里抽取。',
    forms: { en: ['top-k'], zh: ['top-k'] },
  },
  {
    id: 'top-p',
    en: 'top-p (nucleus) sampling',
    zh: 'top-p（核）采样',
    defEn:
      'To draw from the fewest likeliest tokens that hold at least the probability p together.',
    defZh: '只从最可能的若干个词元里抽取：合计概率达到 p 为止，个数越少越好。',
    forms: { en: ['top-p', 'nucleus sampling'], zh: ['top-p', '核采样'] },
  },
  {
    id: 'distribution',
    en: 'distribution',
    zh: '分布',
    defEn: 'A probability for every token of the vocabulary; together they make 1.',
    defZh: '词表里每个词元一个概率，加起来等于 1。',
    common: true,
  },
  {
    id: 'log-probability',
    en: 'log-probability',
    zh: '对数概率',
    defEn:
      'The logarithm of a probability, 0 at most. The probability of a text is a product; its log-probability is a sum.',
    defZh: '概率的对数，最大是 0。一段文字的概率是连乘，对数概率就是连加。',
    forms: { en: ['log-probabilities'] },
  },
  {
    id: 'bit',
    en: 'bit',
    zh: '比特',
    defEn: 'The unit of surprise: what one toss of a fair coin tells.',
    defZh: '意外程度的单位：抛一次公平的硬币所告诉你的那么多。',
    common: true,
  },
  {
    id: 'seed',
    en: 'seed',
    zh: '种子',
    defEn: 'The number that a row of random draws starts from: the same seed, the same draws.',
    defZh: '一串随机抽取的起点：种子相同，抽出的也相同。',
    forms: { zh: ['随机种子'] },
  },
  {
    id: 'min-p',
    en: 'min-p sampling',
    zh: 'min-p 采样',
    defEn:
      'To draw from the tokens with at least m times the probability of the likeliest, m being below 1 (Nguyen et al. 2024).',
    defZh: '只从概率不低于最大概率 m 倍的词元里抽取，m 小于 1（Nguyen 等，2024）。',
    forms: { en: ['min-p'], zh: ['min-p'] },
  },
  {
    id: 'typical-sampling',
    en: 'typical sampling',
    zh: '典型采样',
    defEn:
      'To draw from the tokens whose surprise is nearest to the entropy, until they hold a given probability (Meister et al. 2023).',
    defZh: '只从意外程度最接近熵的那些词元里抽取，取到合计概率达到给定值为止（Meister 等，2023）。',
  },
  {
    id: 'repetition-penalty',
    en: 'repetition penalty',
    zh: '重复惩罚',
    defEn:
      'A logit of a token that the text already has is divided by a number above 1 (Keskar et al. 2019); Hugging Face multiplies a negative one by it.',
    defZh:
      '文中已有的词元，logit 除以一个大于 1 的数（Keskar 等，2019）；logit 为负，Hugging Face 改为乘以它。',
  },
  {
    id: 'length-penalty',
    en: 'length penalty',
    zh: '长度惩罚',
    defEn: 'In beam search: the power of its length by which the score of a text is divided.',
    defZh: '束搜索中，文本的分数除以长度的几次方，这个幂次就是长度惩罚。',
  },
  {
    id: 'contrastive-search',
    en: 'contrastive search',
    zh: '对比搜索',
    defEn:
      'To choose, among the k likeliest tokens, one whose hidden state is unlike those of the text so far (Su et al. 2022).',
    defZh: '在最可能的 k 个词元里，选一个隐藏状态与前文不那么像的（Su 等，2022）。',
    notZh: ['对比解码', '对照搜索'],
  },
];
