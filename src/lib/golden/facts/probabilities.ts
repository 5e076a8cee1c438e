import type { Fact, Words } from '../types.ts';
import { afterBos, EXPLORATORY, MAIN_DEMO } from './sources.ts';

export const store = 'After John and Mary went to the store, John gave a bottle of milk to';

const probabilityAfter = (token: string, text: string): Words => ({
  en: `P(“${token}”) after <|endoftext|> and “${text}”`,
  zh: `<|endoftext|> 和“${text}”之后的 P(“${token}”)`,
});

export const probabilities: readonly Fact[] = [
  ...(
    [
      ['mary', ' Mary', 0.7007],
      ['the', ' the', 0.0467],
      ['john', ' John', 0.0454],
      ['them', ' them', 0.0411],
      ['his', ' his', 0.0273],
      ['her', ' her', 0.0124],
    ] as const
  ).map(([name, token, expected]): Fact => {
    const what = probabilityAfter(token, store);
    const id = `probability/store-${name}`;
    const source = EXPLORATORY;
    return {
      kind: 'probability',
      id,
      what,
      source,
      prompt: afterBos(store),
      token,
      expected,
      rounding: 5e-5,
    };
  }),
  {
    kind: 'probability',
    id: 'probability/cat',
    what: probabilityAfter(' The', 'The cat sat on the mat.'),
    source: MAIN_DEMO,
    prompt: afterBos('The cat sat on the mat.'),
    token: ' The',
    expected: 0.1198,
    rounding: 5e-5,
  },
];
