import type { Fact, Head } from '../types.ts';
import { previousTokenScores } from './previousTokenScores.ts';
import { afterBos, HEAD_DETECTOR } from './sources.ts';

const detector = afterBos(
  'The head detector feature for TransformerLens allows users to check for various common heads ' +
    'automatically, reducing the cost of discovery.',
);
const previousToken = (head: Head, expected: number): Fact => ({
  kind: 'previous token',
  id: `heads/previous-${head.layer}.${head.head}`,
  what: {
    en: `Part of its attention that head ${head.layer}.${head.head} pays to the token before`,
    zh: `头 ${head.layer}.${head.head} 的注意力中放在前一个词元上的份额`,
  },
  source: HEAD_DETECTOR,
  prompt: detector,
  head,
  expected,
  rounding: 5e-6,
});

export const heads: readonly Fact[] = [
  {
    kind: 'induction',
    id: 'heads/induction',
    what: {
      en: 'The five heads with the largest induction score on 50 random tokens, twice, after <|endoftext|>',
      zh: '在 <|endoftext|> 加上重复两遍的 50 个随机词元上，归纳得分最大的五个头',
    },
    source:
      'definition: Olsson et al. 2022; heads: designer-coderajay/induction-head-detector, README; 5.5 and 6.9 also in Wang et al. 2022',
    period: 50,
    seed: 1,
    heads: [
      { layer: 5, head: 5 },
      { layer: 6, head: 9 },
      { layer: 7, head: 10 },
      { layer: 5, head: 1 },
      { layer: 7, head: 2 },
    ],
    above: 0.7,
  },
  previousToken({ layer: 4, head: 11 }, 0.95945),
  previousToken({ layer: 2, head: 2 }, 0.57383),
  {
    kind: 'previous token table',
    id: 'heads/previous-all',
    what: {
      en: 'The same for all 144 heads: largest difference from the published scores',
      zh: '全部 144 个头的同一份额：与公开数值的最大差',
    },
    source: HEAD_DETECTOR,
    prompt: detector,
    scores: previousTokenScores,
    rounding: 5e-6,
  },
];
