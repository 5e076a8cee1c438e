import type { Term } from '../term.ts';

/** Text and its tokens: lesson 2. */
export const tokensTerms: readonly Term[] = [
  {
    id: 'token',
    en: 'token',
    zh: '词元',
    defEn:
      'The unit a model reads and writes: a piece of text with a number. It may be a word, part of one, a sign, or a single byte.',
    defZh:
      '模型读写的单位：一小段文字，配一个编号。它可能是一个词、词的一部分、一个符号，或一个字节。',
    notZh: ['令牌', '标记符', '代币'],
  },
  {
    id: 'tokenizer',
    en: 'tokenizer',
    zh: '分词器',
    defEn: 'What turns text into tokens and back. It is made before training and then stays fixed.',
    defZh: '把文字变成词元、再变回来的程序。它在训练之前就做好，此后不再改变。',
    notZh: ['标记器', '令牌化', '词元化器'],
  },
  {
    id: 'vocabulary',
    en: 'vocabulary',
    zh: '词表',
    defEn: 'All tokens that a tokenizer has. GPT-2 has 50,257.',
    defZh: '分词器拥有的全部词元。GPT-2 有 50,257 个。',
    notZh: ['词汇表', '字典'],
    forms: { en: ['vocabularies'] },
  },
  {
    id: 'special-token',
    en: 'special token',
    zh: '特殊词元',
    defEn:
      'A token that stands for no text, such as `<|endoftext|>`. Text typed by a reader does not turn into it.',
    defZh: '不代表任何文字的词元，例如 `<|endoftext|>`。读者输入的文字不会变成它。',
    notZh: ['特殊标记', '特殊符号'],
  },
  {
    id: 'byte',
    en: 'byte',
    zh: '字节',
    defEn:
      'A number from 0 to 255, the unit in which computers store text. In UTF-8 a character takes one to four of them.',
    defZh: '0 到 255 之间的一个数，计算机存储文字的单位。在 UTF-8 中，一个字符占一到四个字节。',
  },
  {
    id: 'bpe',
    en: 'byte-pair encoding (BPE)',
    zh: '字节对编码（BPE）',
    defEn:
      'A way to learn a vocabulary: join the most frequent pair of neighbours into a new symbol, again and again.',
    defZh: '学出一张词表的方法：把最常见的一对相邻符号合成一个新符号，如此反复。',
    notZh: ['字节对编码器', '双字节编码'],
    forms: { en: ['byte-pair encoding', 'BPE'], zh: ['字节对编码', 'BPE'] },
  },
  {
    id: 'merge',
    en: 'merge',
    zh: '合并',
    defEn:
      'One step of byte-pair encoding: two tokens that become one. Its rank is its place in the list that was learned.',
    defZh: '字节对编码的一步：两个词元合成一个。它的排名，就是它在学到的规则表里的位置。',
    common: true,
  },
  {
    id: 'pre-tokenisation',
    en: 'pre-tokenisation',
    zh: '预切分',
    defEn: 'The cut of a text into words, numbers and signs before any merge; merges stay inside.',
    defZh: '合并之前，先把文字切成单词、数字和符号；合并不会越出切开的片段。',
    notZh: ['预标记化', '预分词'],
    forms: { en: ['pre-tokenised', 'pre-tokenise'] },
  },
  {
    id: 'wordpiece',
    en: 'WordPiece',
    zh: 'WordPiece',
    defEn:
      'BERT’s tokenizer: at each place in a word it takes the longest token that fits. ## marks the inside of a word.',
    defZh: 'BERT 的分词方法：在词的每个位置，取能匹配的最长词元。## 表示在词的内部。',
  },
];
