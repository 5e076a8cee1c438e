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
    what: 'Mean loss of “Hello world!” after <|endoftext|>, in nat',
    source: 'TransformerLens, tests/acceptance/test_hooked_transformer.py (tolerance 4e-5)',
    prompt: afterBos('Hello world!'),
    expected: 5.331855773925781,
    rounding: 4e-5,
  },
  {
    kind: 'loss',
    id: 'loss/abstract',
    what: 'Mean loss of the first sentence of the GPT-2 paper after <|endoftext|>, in nat',
    source: MAIN_DEMO,
    prompt: abstract,
    expected: 3.999,
    rounding: 5e-4,
  },
  {
    kind: 'loss',
    id: 'loss/abstract-without-0.8',
    what: 'Mean loss of that sentence with head 0.8 switched off: its values zero in folded weights',
    source: MAIN_DEMO,
    prompt: abstract,
    ablate: { layer: 0, head: 8, at: 'all' },
    expected: 5.453,
    rounding: 5e-4,
  },
];
