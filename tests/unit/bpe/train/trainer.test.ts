import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesCorpus,
  createTrainer,
  endOfWord,
  textCorpus,
  tieRules,
  wordsCorpus,
  type CountedWord,
  type TieRule,
  type Trainer,
} from '#lib/bpe/train/index.ts';
import { gap, spell, trainLiterally, type LiteralMerge, type Prefer } from './literal.ts';

const example: CountedWord[] = [
  ['older', 3],
  ['finest', 9],
  ['lowest', 4],
];

const shown = (text: string): string => text.replace(endOfWord, '▁');
const named = (trainer: Trainer) => (merge: { left: number; right: number; count: number }) =>
  `${shown(trainer.text(merge.left))} ${shown(trainer.text(merge.right))} ${merge.count}`;
const words = (trainer: Trainer): string[][] =>
  Array.from(trainer.corpus.counts, (_, word) => trainer.word(word).map((id) => trainer.text(id)));
const train = (trainer: Trainer): Trainer => {
  while (trainer.step() !== null);
  return trainer;
};

describe('the example {older 3, finest 9, lowest 4}', () => {
  test('starts from the counts of its characters', () => {
    const trainer = createTrainer(wordsCorpus(example), { ties: 'first' });
    const counts = trainer.corpus.alphabet.map((c, id) => `${shown(c)} ${trainer.count(id)}`);
    expect(new Set(counts)).toEqual(
      new Set([
        ...['e 16', 's 13', 't 13', 'o 7', 'l 7', 'f 9', 'i 9', 'n 9', 'w 4', 'd 3', 'r 3'],
        '▁ 16', // 3 + 9 + 4: one for each word
      ]),
    );
    expect(trainer.tokens).toBe(3 * 6 + 9 * 7 + 4 * 7);
    expect(trainer.corpus.characters).toBe(3 * 5 + 9 * 6 + 4 * 6);
  });

  test('starts with three pairs that occur 13 times, of which the first is merged', () => {
    const trainer = createTrainer(wordsCorpus(example), { ties: 'first' });
    expect(trainer.pairs(5).map(named(trainer))).toEqual([
      ...['e s 13', 's t 13', 't ▁ 13', 'f i 9', 'i n 9'],
    ]);
    expect(trainer.ties()).toBe(3);
    expect(trainer.pairs(99)).toHaveLength(trainer.pairCount);
  });

  test('merges es, est, est with the end of the word, and goes on until words are whole', () => {
    const trainer = train(createTrainer(wordsCorpus(example), { ties: 'first' }));
    expect(trainer.merges.map(named(trainer))).toEqual([
      ...['e s 13', 'es t 13', 'est ▁ 13', 'f i 9', 'fi n 9', 'fin est▁ 9'],
      ...['l o 4', 'lo w 4', 'low est▁ 4', 'o l 3', 'ol d 3', 'old e 3', 'olde r 3', 'older ▁ 3'],
    ]);
    expect(trainer.merges.map(({ tokens }) => tokens)).toEqual([
      96, 83, 70, 61, 52, 43, 39, 35, 31, 28, 25, 22, 19, 16,
    ]);
    expect(trainer.next()).toBe('nothing');
    expect(words(trainer)).toEqual(
      [['older▁'], ['finest▁'], ['lowest▁']].map(([w = '']) => [w.replace('▁', endOfWord)]),
    );
  });

  test('the other two rules of ties take other ways', () => {
    const first = (ties: TieRule): string[] => {
      const trainer = createTrainer(wordsCorpus(example), { ties });
      return [trainer.step(), trainer.step(), trainer.step()].flatMap((merge) =>
        merge === null ? [] : [named(trainer)(merge)],
      );
    };
    expect(first('smallest')).toEqual(['e s 13', 't ▁ 13', 'es t▁ 13']);
    expect(first('greatest')).toEqual(['t ▁ 13', 's t▁ 13', 'e st▁ 13']);
  });
});

/** Few letters make many ties, runs such as aaaa, and tokens that come about in two ways. */
const word = fc.oneof(
  fc.stringMatching(/^[ab]{1,9}$/),
  fc.stringMatching(/^[abc]{1,6}$/),
  fc.stringMatching(/^[a-h]{1,8}$/),
  fc.stringMatching(/^[\u{1f600}-\u{1f603}\uff5e\u4e00é]{1,5}$/u),
);
const vocabulary = fc
  .array(fc.tuple(word, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 12 })
  .map((list): CountedWord[] => [...new Map(list)]);

const compareText = (a: string, b: string): number => {
  const [left, right] = [a, b].map((s) => Array.from(s, (c) => c.codePointAt(0) ?? 0));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const difference = (left![i] ?? -1) - (right![i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The rules of ties, stated over strings as the trainers they come from have them. */
function literally(list: readonly CountedWord[], ties: TieRule, minimum: number): LiteralMerge[] {
  const mark = ties === 'greatest' ? '</w>' : endOfWord;
  const ids = new Map<string, number>();
  const prefer: Record<TieRule, Prefer> = {
    first: () => false,
    greatest: (a, b) => (compareText(a[0], b[0]) || compareText(a[1], b[1])) > 0,
    smallest: (a, b) => {
      const id = (text: string): number => ids.get(text) ?? NaN;
      return (id(a[0]) - id(b[0]) || id(a[1]) - id(b[1])) < 0;
    },
  };
  const characters = [...new Set(list.flatMap(([word]) => [...word]))].toSorted(compareText);
  for (const character of [...characters, mark]) ids.set(character, ids.size);
  const merges: LiteralMerge[] = [];
  if (ties !== 'smallest') return trainLiterally(spell(list, mark), minimum, prefer[ties]);
  // The ids of tokens are known only as they are made, so one merge at a time.
  let spelt = spell(list, mark);
  for (;;) {
    const [merge] = trainLiterally(spelt, minimum, prefer.smallest, 1);
    if (merge === undefined) return merges;
    merges.push(merge);
    if (!ids.has(merge.left + merge.right)) ids.set(merge.left + merge.right, ids.size);
    spelt = merge.words.map((symbols, i) => [symbols, list[i]?.[1] ?? 0] as const);
  }
}

describe.each(tieRules)('with the rule of ties %s', (ties) => {
  const spelling = (text: string): string =>
    ties === 'greatest' ? text.replace(endOfWord, '</w>') : text;

  test('each merge, and the counts of all pairs before it, are those of counting anew', () => {
    fc.assert(
      fc.property(vocabulary, fc.boolean(), (list, once) => {
        const trainer = createTrainer(wordsCorpus(list), { ties, once });
        for (const expected of literally(list, ties, once ? 2 : 1)) {
          const pairs = trainer
            .pairs(Infinity)
            .map(({ left, right, count }): [string, number] => [
              spelling(trainer.text(left)) + gap + spelling(trainer.text(right)),
              count,
            ]);
          expect(new Map(pairs)).toEqual(expected.pairs);
          const highest = Math.max(...expected.pairs.values());
          const best = [...expected.pairs.values()].filter((count) => count === highest);
          expect(trainer.ties()).toBe(best.length);
          const next = trainer.pairs(1)[0];
          expect(trainer.next()).toEqual(next);
          const merge = trainer.step();
          expect(merge).toMatchObject({ ...next });
          expect(merge && spelling(trainer.text(merge.left))).toBe(expected.left);
          expect(merge && spelling(trainer.text(merge.right))).toBe(expected.right);
          expect(words(trainer).map((parts) => parts.map(spelling))).toEqual(expected.words);
        }
        expect(trainer.step()).toBeNull();
        expect(trainer.next()).toBe(trainer.pairCount === 0 ? 'nothing' : 'once');
      }),
      { numRuns: 400 },
    );
  });

  test('going back and forth leads to the same pairs, words and merges', () => {
    fc.assert(
      fc.property(vocabulary, fc.array(fc.integer({ min: -9, max: 9 })), (list, moves) => {
        const straight = train(createTrainer(wordsCorpus(list), { ties }));
        const trainer = createTrainer(wordsCorpus(list), { ties });
        for (const move of moves) {
          for (let i = 0; i < Math.abs(move); i++) {
            if (move > 0) trainer.step();
            else trainer.back();
          }
          expect(state(trainer)).toEqual(state(stepTo(list, ties, trainer.merges.length)));
        }
        train(trainer);
        expect(trainer.merges).toEqual(straight.merges);
        while (trainer.back());
        expect(state(trainer)).toEqual(state(stepTo(list, ties, 0)));
      }),
      { numRuns: 200 },
    );
  });
});

function stepTo(list: readonly CountedWord[], ties: TieRule, n: number): Trainer {
  const trainer = createTrainer(wordsCorpus(list), { ties });
  while (trainer.merges.length < n) trainer.step();
  return trainer;
}

const state = (trainer: Trainer) => ({
  merges: [...trainer.merges],
  pairs: trainer.pairs(Infinity),
  words: words(trainer),
  tokens: trainer.tokens,
  vocabulary: trainer.vocabulary,
  pairCount: trainer.pairCount,
  counts: Array.from({ length: trainer.vocabulary }, (_, id) => trainer.count(id)),
  next: trainer.next(),
});

test('changes() is the difference between the pairs before and after a step, both ways', () => {
  const list = (trainer: Trainer) =>
    new Map(trainer.pairs(Infinity).map((pair) => [`${pair.left} ${pair.right}`, pair.count]));
  fc.assert(
    fc.property(vocabulary, (given) => {
      const trainer = createTrainer(wordsCorpus(given), { ties: 'first', once: false });
      for (let before = list(trainer); trainer.step() !== null; before = list(trainer)) {
        const changed = new Map(before);
        for (const { left, right, count, before: was } of trainer.changes()) {
          expect(changed.get(`${left} ${right}`) ?? 0).toBe(was);
          if (count === 0) changed.delete(`${left} ${right}`);
          else changed.set(`${left} ${right}`, count);
        }
        expect(changed).toEqual(list(trainer));
      }
    }),
    { numRuns: 100 },
  );
});

describe('stop rules', () => {
  const text = textCorpus('the cat sat on the mat, the fat cat sat');

  test('merges: so many and no more', () => {
    const trainer = train(createTrainer(text, { ties: 'first', merges: 3 }));
    expect(trainer.merges).toHaveLength(3);
    expect(trainer.next()).toBe('merges');
  });
  test('vocabulary: the 256 bytes count', () => {
    const trainer = train(createTrainer(text, { ties: 'first', vocabulary: 260 }));
    expect(trainer.vocabulary).toBe(260);
    expect(trainer.merges).toHaveLength(4);
    expect(trainer.next()).toBe('vocabulary');
  });
  test('once: pairs that occur once are left, unless they are asked for', () => {
    const trainer = train(createTrainer(text, { ties: 'first' }));
    expect(trainer.next()).toBe('once');
    expect(trainer.pairs(1)[0]?.count).toBe(1);
    const all = train(createTrainer(text, { ties: 'first', once: false, merges: 10_000 }));
    expect(all.next()).toBe('nothing');
    expect(all.tokens).toBe(11);
    expect(all.back()).toBe(true);
    expect(all.next()).not.toBe('nothing');
  });
  test('a text of nothing, of one character, of spaces', () => {
    for (const corpus of [textCorpus(''), wordsCorpus([]), textCorpus('a'), bytesCorpus([])]) {
      const trainer = createTrainer(corpus, { ties: 'smallest' });
      expect(trainer.step()).toBeNull();
      expect(trainer.next()).toBe('nothing');
      expect(trainer.pairs(10)).toEqual([]);
      expect(trainer.ties()).toBe(0);
      expect(trainer.back()).toBe(false);
    }
    const spaces = train(createTrainer(textCorpus(' '.repeat(1000)), { ties: 'smallest' }));
    expect(spaces.merges[0]?.count).toBe(999); // pairs overlap: 999 of them in 1000 spaces
    expect(spaces.tokens).toBeLessThan(10);
  });
});

test('a run of one letter is merged from the left', () => {
  const trainer = createTrainer(wordsCorpus([['aaaaa', 1]]), { ties: 'first', once: false });
  trainer.step();
  expect(words(trainer)).toEqual([['aa', 'aa', 'a', endOfWord]]);
});
