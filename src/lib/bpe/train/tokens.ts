/** The tokens there are, and how often each occurs. */
export interface Tokens {
  /** How many different tokens there are. */
  readonly size: number;
  /** Tokens of the whole text, words weighed by their counts. */
  readonly total: number;
  /** Its characters; of a token that was forgotten too, since a queue may still compare it. */
  textOf(id: number): string;
  /** Its length in symbols of the alphabet. */
  lengthOf(id: number): number;
  countOf(id: number): number;
  /** `change` more of a token in the text. */
  tally(id: number, change: number): void;
  /** The token that two make; `fresh` where there was none of this text. */
  join(left: number, right: number): { id: number; fresh: boolean };
  /** Takes the newest token back. */
  forgetLast(): void;
}

/** Makes the tokens of an alphabet; each of its characters has its place as id. */
export function createTokens(alphabet: readonly string[]): Tokens {
  const texts = [...alphabet];
  const lengths = alphabet.map(() => 1);
  const counts = alphabet.map(() => 0);
  const ids = new Map(alphabet.map((text, id) => [text, id]));
  let size = alphabet.length;
  let total = 0;
  return {
    get size() {
      return size;
    },
    get total() {
      return total;
    },
    textOf: (id) => texts[id] ?? '',
    lengthOf: (id) => lengths[id] ?? 0,
    countOf: (id) => (id < size ? (counts[id] ?? 0) : 0),
    tally(id, change) {
      counts[id] = (counts[id] ?? 0) + change;
      total += change;
    },
    join(left, right) {
      const text = (texts[left] ?? '') + (texts[right] ?? '');
      const known = ids.get(text);
      if (known !== undefined) return { id: known, fresh: false };
      const id = size++;
      ids.set(text, id);
      texts[id] = text;
      lengths[id] = (lengths[left] ?? 0) + (lengths[right] ?? 0);
      counts[id] = 0;
      return { id, fresh: true };
    },
    forgetLast() {
      ids.delete(texts[--size] ?? '');
    },
  };
}
