import type { Fact } from '../types.ts';
import { HF_TESTS, HOW_TO_GENERATE, plain } from './sources.ts';

const dog = plain('I enjoy walking with my cute dog');

export const texts: readonly Fact[] = [
  {
    kind: 'greedy',
    id: 'greedy/the-dog',
    what: { en: 'Greedy ids after “The dog”', zh: '“The dog”之后贪心解码的词元编号' },
    source: HF_TESTS,
    prompt: plain('The dog'),
    length: 20,
    // prettier-ignore
    expected: [
      464, 3290, 373, 1043, 287, 257, 2214, 1474, 262, 16246,
      286, 2688, 290, 2688, 27262, 13, 198, 198, 464, 3290,
    ],
  },
  {
    kind: 'greedy',
    id: 'greedy/a-little',
    what: {
      en: 'Greedy text after “Hello, my dog is a little”',
      zh: '“Hello, my dog is a little”之后贪心解码的文本',
    },
    source: HF_TESTS,
    prompt: plain('Hello, my dog is a little'),
    length: 20,
    expected: " bit of a mess. I'm not sure if he's going",
  },
  {
    kind: 'greedy',
    id: 'greedy/today',
    what: { en: 'Greedy text after “Today, I”', zh: '“Today, I”之后贪心解码的文本' },
    source: HF_TESTS,
    prompt: plain('Today, I'),
    length: 16,
    expected: "'m going to be doing a lot of research on this. I",
  },
  {
    kind: 'greedy',
    id: 'greedy/cute-dog',
    what: {
      en: 'Greedy text after “I enjoy walking with my cute dog”',
      zh: '“I enjoy walking with my cute dog”之后贪心解码的文本',
    },
    source: HOW_TO_GENERATE,
    prompt: dog,
    length: 50,
    expected:
      ", but I'm not sure if I'll ever be able to walk with my dog. I'm not sure if I'll ever be " +
      "able to walk with my dog.\n\nI'm not sure if I'll",
  },
  {
    kind: 'beam',
    id: 'beam/cute-dog',
    what: {
      en: 'Best of 5 beams after “I enjoy walking with my cute dog”',
      zh: '“I enjoy walking with my cute dog”之后束宽 5 的最佳文本',
    },
    source: HOW_TO_GENERATE,
    prompt: dog,
    length: 50,
    beams: 5,
    noRepeatNgramSize: 0,
    expected:
      ", but I'm not sure if I'll ever be able to walk with him again.\n\nI'm not sure if I'll ever " +
      "be able to walk with him again. I'm not sure if I'll",
  },
  {
    kind: 'beam',
    id: 'beam/cute-dog-no-repeats',
    what: {
      en: 'Best of 5 beams after “I enjoy walking with my cute dog”, no two tokens in a row twice',
      zh: '“I enjoy walking with my cute dog”之后束宽 5 的最佳文本，相邻两个词元的组合不许出现两次',
    },
    source: HOW_TO_GENERATE,
    prompt: dog,
    length: 50,
    beams: 5,
    noRepeatNgramSize: 2,
    expected:
      ", but I'm not sure if I'll ever be able to walk with him again.\n\nI've been thinking about " +
      "this for a while now, and I think it's time for me to take a break",
  },
];
