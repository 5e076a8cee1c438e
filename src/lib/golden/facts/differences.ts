import type { Choice, Fact, Words } from '../types.ts';
import { store } from './probabilities.ts';
import { afterBos, EXPLORATORY, MAIN_DEMO, plain } from './sources.ts';

/** Indirect objects (Wang et al. 2022, arXiv 2211.00593): who is named once gets it. */
const frames: readonly (readonly [frame: string, first: string, second: string])[] = [
  ['When John and Mary went to the shops,… gave the bag to', ' Mary', ' John'],
  ['When Tom and James went to the park,… gave the ball to', ' Tom', ' James'],
  ['When Dan and Sid went to the shops,… gave an apple to', ' Dan', ' Sid'],
  ['After Martin and Amy went to the park,… gave a drink to', ' Martin', ' Amy'],
];
const objects: readonly Choice[] = frames.flatMap(([frame, first, second]) => [
  { prompt: afterBos(frame.replace('…', second)), right: first, wrong: second },
  { prompt: afterBos(frame.replace('…', first)), right: second, wrong: first },
]);
const objectDifferences = [3.337, 3.202, 2.709, 3.797, 1.72, 5.281, 2.601, 5.767];

const claire = 'Claire and Mary went to the shops, then Mary gave a bottle of milk to';
const johnOrMary = { right: ' John', wrong: ' Mary' };

const differenceAfter = ({ prompt, right, wrong }: Choice): Words => ({
  en: `logit(“${right}”) − logit(“${wrong}”) after <|endoftext|> and “${prompt.text}”`,
  zh: `<|endoftext|> 和“${prompt.text}”之后的 logit(“${right}”) − logit(“${wrong}”)`,
});

/** logit(right) − logit(wrong), printed to three places. */
const difference = (
  id: string,
  what: Words,
  source: string,
  choices: readonly Choice[],
  expected: number,
): Fact => ({ kind: 'logit difference', id, what, source, choices, expected, rounding: 5e-4 });

export const differences: readonly Fact[] = [
  ...objects.map((choice, i) => {
    const what = differenceAfter(choice);
    return difference(`ioi/${i + 1}`, what, EXPLORATORY, [choice], objectDifferences[i] ?? NaN);
  }),
  difference(
    'ioi/mean',
    { en: 'The mean of the eight', zh: '这八个的平均' },
    EXPLORATORY,
    objects,
    3.552,
  ),
  {
    kind: 'logit difference',
    id: 'ioi/mean-without-9.9',
    what: {
      en: 'The mean of the eight with name mover 9.9 switched off at the last place: its z zero in folded weights',
      zh: '在最后一个位置关掉搬名字的头 9.9 之后，这八个的平均：在折叠过的权重里把它的 z 设为零',
    },
    source: EXPLORATORY,
    choices: objects,
    ablate: { layer: 9, head: 9, at: 'last' },
    expected: 2.92,
    rounding: 5e-3,
  },
  difference(
    'ioi/clean',
    {
      en: 'logit(“ John”) − logit(“ Mary”) where Mary gives: the clean prompt of the patching demo',
      zh: 'Mary 给东西时的 logit(“ John”) − logit(“ Mary”)：激活修补示例中未改动的提示',
    },
    MAIN_DEMO,
    [{ prompt: afterBos(store.replace('John gave', 'Mary gave')), ...johnOrMary }],
    4.276,
  ),
  difference(
    'ioi/corrupted',
    {
      en: 'The same where John gives: its corrupted prompt',
      zh: 'John 给东西时的同一个差：示例中改动过的提示',
    },
    MAIN_DEMO,
    [{ prompt: afterBos(store), ...johnOrMary }],
    -2.738,
  ),
  difference(
    'bos/claire-with',
    differenceAfter({ prompt: afterBos(claire), right: ' Claire', wrong: ' Mary' }),
    MAIN_DEMO,
    [{ prompt: afterBos(claire), right: ' Claire', wrong: ' Mary' }],
    6.754,
  ),
  difference(
    'bos/claire-without',
    { en: 'The same without <|endoftext|>', zh: '不带 <|endoftext|> 时的同一个差' },
    MAIN_DEMO,
    [{ prompt: plain(claire), right: ' Claire', wrong: ' Mary' }],
    2.782,
  ),
];
