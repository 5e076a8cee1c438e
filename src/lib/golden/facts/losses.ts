import type { Fact } from '../types.ts';
import { afterBos, MAIN_DEMO } from './sources.ts';

const abstract = afterBos(
  'Natural language processing tasks, such as question answering, machine translation, reading ' +
    'comprehension, and summarization, are typically approached with supervised learning on ' +
    'taskspecific datasets.',
);

export const losses: readonly Fact[] = [
  {
    kind: 'loss',
    id: 'loss/hello-world',
    what: {
      en: 'Mean loss of “Hello world!” after <|endoftext|>, in nat',
      zh: '<|endoftext|> 之后的“Hello world!”的平均损失（nat）',
    },
    source: 'TransformerLens, tests/acceptance/test_hooked_transformer.py (tolerance 4e-5)',
    prompt: afterBos('Hello world!'),
    expected: 5.331855773925781,
    rounding: 4e-5,
  },
  {
    kind: 'loss',
    id: 'loss/abstract',
    what: {
      en: 'Mean loss of the first sentence of the GPT-2 paper after <|endoftext|>, in nat',
      zh: '<|endoftext|> 之后的 GPT-2 论文第一句的平均损失（nat）',
    },
    source: MAIN_DEMO,
    prompt: abstract,
    expected: 3.999,
    rounding: 5e-4,
  },
  {
    kind: 'loss',
    id: 'loss/abstract-without-0.8',
    what: {
      en: 'Mean loss of that sentence with head 0.8 switched off: its values zero in folded weights',
      zh: '关掉注意力头 0.8 之后那一句的平均损失：在折叠过的权重里把它的 v 设为零',
    },
    source: MAIN_DEMO,
    prompt: abstract,
    ablate: { layer: 0, head: 8, at: 'all' },
    expected: 5.453,
    rounding: 5e-4,
  },
];
