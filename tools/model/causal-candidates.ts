import type { PairText } from '../../src/lib/causal/index.ts';

/**
 * Pairs of prompts that may work on a small model trained on old books: who is spoken of (he or she),
 * how many (was or were), names said again, phrases said again. A command measures which do.
 */
export function candidatePairs(): PairText[] {
  return [...gender(), ...number(), ...names(), ...repeats()].map((pair, i) => ({
    ...pair,
    id: `${pair.kind}-${i}`,
  }));
}

type Found = Omit<PairText, 'id'>;

const WOMEN_AND_MEN: readonly (readonly [string, string])[] = [
  ['mother', 'father'],
  ['woman', 'man'],
  ['girl', 'boy'],
  ['queen', 'king'],
  ['sister', 'brother'],
  ['daughter', 'son'],
  ['lady', 'gentleman'],
  ['wife', 'husband'],
];

function gender(): Found[] {
  const frames = [
    'The {N} was very tired, and',
    'The old {N} said that',
    'The {N} went to the house, and then',
    'The little {N} looked out of the window, and',
    'When the {N} came home in the evening,',
    'The {N} sat by the fire, and when the door opened',
    'I saw the {N} at the door, and',
    'The {N} opened the letter, and as soon as',
    'The {N} was so happy that',
    'The {N} lived alone in a little house by the sea, and every day',
    'The {N} took up the book, but as soon as',
    'There was once a {N} who lived in the wood. One day',
    'The {N} put the letter on the table, and then',
    'The old {N} was ill for a long time, and at last',
    'The {N} did not answer, because',
    'The {N} laughed when the dog ran out, and said that',
  ];
  return frames.flatMap((frame) =>
    WOMEN_AND_MEN.map(([she, he]) => ({
      kind: 'gender',
      clean: frame.replace('{N}', she),
      corrupted: frame.replace('{N}', he),
      a: 'she',
      b: 'he',
    })),
  );
}

function number(): Found[] {
  const nouns = [
    ['boys', 'boy'],
    ['men', 'man'],
    ['women', 'woman'],
    ['trees', 'tree'],
    ['houses', 'house'],
    ['soldiers', 'soldier'],
    ['eyes', 'eye'],
    ['children', 'child'],
    ['people', 'girl'],
  ] as const;
  const pronouns = [
    'The {N} went to the river, and there',
    'The {N} ran away as fast as',
    'The {N} came to the town, and soon',
    'The {N} looked at the stranger, but',
    'The {N} went to sleep, and in the morning',
  ];
  const verbs = [
    'The {N} of the old town',
    'The {N} that I saw in the garden',
    'The {N} on the other side of the river',
    'In the morning the {N} of the place',
  ];
  return [
    ...pronouns.flatMap((frame) =>
      nouns.map(([many, one]): Found => ({
        ...{ kind: 'number', a: 'they', b: one.endsWith('woman') || one === 'girl' ? 'she' : 'he' },
        ...{ clean: frame.replace('{N}', many), corrupted: frame.replace('{N}', one) },
      })),
    ),
    ...verbs.flatMap((frame) =>
      nouns.map(([many, one]): Found => ({
        ...{ kind: 'verb', a: 'were', b: 'was' },
        ...{ clean: frame.replace('{N}', many), corrupted: frame.replace('{N}', one) },
      })),
    ),
  ];
}

const NAMES = ['Mary', 'John', 'Tom', 'Jack', 'Peter', 'George', 'James', 'Charles'] as const;

function names(): Found[] {
  const twice = [
    'When {A} and {B} went to the house, {S} gave a book to',
    '{A} and {B} were walking in the garden. After a while {S} said to',
    'Then {A} and {B} went out, and {S} gave the letter to',
  ];
  const once = [
    '{A} was a little child. Every morning the people said, “Good morning, {A}.” Then they said again, “Good morning,',
    'My name is {A}. Yes, they all call me',
    '“{A}!” cried the old man. “{A}! Where are you,',
  ];
  const pairs = NAMES.slice(1).map((B, i): readonly [string, string] => [NAMES[i] ?? B, B]);
  const fill = (frame: string, A: string, B: string, S: string): string =>
    frame.replaceAll('{A}', A).replaceAll('{B}', B).replaceAll('{S}', S);
  return pairs.flatMap(([A, B]) => [
    ...twice.map((frame): Found => ({
      ...{ kind: 'ioi', a: B, b: A },
      ...{ clean: fill(frame, A, B, A), corrupted: fill(frame, A, B, B) },
    })),
    ...once.map((frame): Found => ({
      ...{ kind: 'name', a: A, b: B },
      ...{ clean: fill(frame, A, B, A), corrupted: fill(frame, B, A, B) },
    })),
  ]);
}

function repeats(): Found[] {
  const frames = [
    'the {A} of the river, the sea and the hill; the',
    'blue {A} seven water; blue {A} seven water; blue',
    'The king saw the {A} in the wood. The king saw the',
    'one {A}, two horses, one {A}, two horses, one',
    '“The {A}!” he cried. “The {A}! The',
  ];
  const things = [
    ['house', 'ship'],
    ['gold', 'bread'],
    ['doctor', 'captain'],
    ['tree', 'stone'],
    ['letter', 'book'],
  ] as const;
  return frames.flatMap((frame) =>
    things.map(([a, b]): Found => ({
      ...{ kind: 'repeat', a, b },
      ...{ clean: frame.replaceAll('{A}', a), corrupted: frame.replaceAll('{A}', b) },
    })),
  );
}
