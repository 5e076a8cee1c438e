import type { Choice, Fact } from '../types.ts';
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

/** logit(right) − logit(wrong), printed to three places. */
const difference = (
  id: string,
  what: string,
  source: string,
  choices: readonly Choice[],
  expected: number,
): Fact => ({ kind: 'logit difference', id, what, source, choices, expected, rounding: 5e-4 });

export const differences: readonly Fact[] = [
  ...objects.map((choice, i) => {
    const { right, wrong, prompt } = choice;
    const what = `logit(“${right}”) − logit(“${wrong}”) after <|endoftext|> and “${prompt.text}”`;
    return difference(`ioi/${i + 1}`, what, EXPLORATORY, [choice], objectDifferences[i] ?? NaN);
  }),
  difference('ioi/mean', 'The mean of the eight', EXPLORATORY, objects, 3.552),
  {
    kind: 'logit difference',
    id: 'ioi/mean-without-9.9',
    what: 'The mean of the eight with name mover 9.9 switched off at the last place: its z zero in folded weights',
    source: EXPLORATORY,
    choices: objects,
    ablate: { layer: 9, head: 9, at: 'last' },
    expected: 2.92,
    rounding: 5e-3,
  },
  difference(
    'ioi/clean',
    'logit(“ John”) − logit(“ Mary”) where Mary gives: the clean prompt of the patching demo',
    MAIN_DEMO,
    [{ prompt: afterBos(store.replace('John gave', 'Mary gave')), ...johnOrMary }],
    4.276,
  ),
  difference(
    'ioi/corrupted',
    'The same where John gives: its corrupted prompt',
    MAIN_DEMO,
    [{ prompt: afterBos(store), ...johnOrMary }],
    -2.738,
  ),
  difference(
    'bos/claire-with',
    `logit(“ Claire”) − logit(“ Mary”) after <|endoftext|> and “${claire}”`,
    MAIN_DEMO,
    [{ prompt: afterBos(claire), right: ' Claire', wrong: ' Mary' }],
    6.754,
  ),
  difference(
    'bos/claire-without',
    'The same without <|endoftext|>',
    MAIN_DEMO,
    [{ prompt: plain(claire), right: ' Claire', wrong: ' Mary' }],
    2.782,
  ),
];
