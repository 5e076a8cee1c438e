/**
 * The toy tree of Hugging Face's post "How to generate text" (von Platen 2020,
 * https://huggingface.co/blog/how-to-generate): after "The" the likelier first word leads to the less
 * likely text. Probabilities are whole hundredths, so that products are exact and 0.20 is 0.20.
 */

/** A word, its probability after the words above it in hundredths, and what may follow. */
export interface ToyWord {
  readonly word: string;
  readonly percent: number;
  readonly next: readonly ToyWord[];
}

const word = (word: string, percent: number, ...next: ToyWord[]): ToyWord => ({
  word,
  percent,
  next,
});

export const TOY_TREE: ToyWord = word(
  'The',
  100,
  word('dog', 40, word('and', 5), word('runs', 5), word('has', 90)),
  word('nice', 50, word('woman', 40), word('house', 30), word('guy', 30)),
  word('car', 10, word('is', 30), word('drives', 50), word('turns', 20)),
);

/** Some words after the first, and the probability of each given those before it, in hundredths. */
export interface ToyPath {
  readonly words: readonly string[];
  readonly percents: readonly number[];
}

/** The whole texts of the tree, without its first word, in the tree's order. */
export function toyTexts({ next }: ToyWord): ToyPath[] {
  return next.flatMap((child) => {
    const rest = child.next.length === 0 ? [{ words: [], percents: [] }] : toyTexts(child);
    return rest.map(({ words, percents }) => ({
      words: [child.word, ...words],
      percents: [child.percent, ...percents],
    }));
  });
}

/** Their product, times 100 for each factor: a whole number. */
const product = (percents: readonly number[]): number => percents.reduce((a, b) => a * b, 1);

/**
 * The exact product of hundredths as a decimal fraction.
 * Example: exactProduct([50, 40]) → '0.20', exactProduct([40, 5]) → '0.02', exactProduct([]) → '1.00'
 */
export function exactProduct(percents: readonly number[]): string {
  const places = 2 * percents.length;
  const digits = String(product(percents)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** Σ ln p, in nats: what a search adds up in place of the product. */
export const sumOfLogs = (percents: readonly number[]): number =>
  percents.reduce((sum, percent) => sum + Math.log(percent / 100), 0);

/** What one step of a search compares: all continuations, the best first, and how many it keeps. */
export interface ToyStep {
  readonly looked: readonly ToyPath[];
  readonly kept: readonly ToyPath[];
}

/** Beam search on the tree; with one beam, greedy search. Of equals the tree's order decides. */
export function searchToy(tree: ToyWord, beams: number): ToyStep[] {
  let running: readonly { path: ToyPath; at: ToyWord }[] = [
    { path: { words: [], percents: [] }, at: tree },
  ];
  const steps: ToyStep[] = [];
  while (running.some(({ at }) => at.next.length > 0)) {
    const looked = running
      .flatMap(({ path, at }) =>
        at.next.map((next) => ({
          at: next,
          path: {
            words: [...path.words, next.word],
            percents: [...path.percents, next.percent],
          },
        })),
      )
      .sort((a, b) => product(b.path.percents) - product(a.path.percents));
    running = looked.slice(0, beams);
    steps.push({ looked: looked.map(({ path }) => path), kept: running.map(({ path }) => path) });
  }
  return steps;
}

/** The text of the tree that is likeliest of all. */
export function bestToy(tree: ToyWord): ToyPath {
  return toyTexts(tree).reduce((best, path) =>
    product(path.percents) > product(best.percents) ? path : best,
  );
}
