import { hex, type Merge, type Tokenizer, toBytes, displayText } from '../bpe/index.ts';

/** Scripts and kinds of tokens that can be asked for. A token with broken bytes has no script. */
export const kinds = {
  han: /[\u4e00-\u9fff]/,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  hangul: /\p{Script=Hangul}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  arabic: /\p{Script=Arabic}/u,
  hebrew: /\p{Script=Hebrew}/u,
  greek: /\p{Script=Greek}/u,
  number: /^ ?\p{N}+$/u,
  space: /^\p{White_Space}+$/u,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Kind = keyof typeof kinds;

export type FindQuery =
  | { readonly by: 'text'; readonly text: string }
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'kind'; readonly kind: Kind }
  /** Tokens that are not whole characters. */
  | { readonly by: 'broken' }
  | { readonly by: 'longest' };

/** What is looked through: each token's text, and whether its bytes are whole characters. */
export interface TokenIndex {
  readonly texts: readonly string[];
  readonly whole: readonly boolean[];
  readonly lengths: readonly number[];
}

/** A token as a row of the list. */
export interface FoundToken {
  readonly id: number;
  readonly text: string;
  readonly bytes: string;
  /** The two tokens that it was merged from; null for a single byte and for a special token. */
  readonly parts: readonly [left: string, right: string] | null;
}

/** Makes what `findTokens` looks through; once a tokenizer. */
export function indexTokens(tokenizer: Tokenizer): TokenIndex {
  const ids = Array.from({ length: tokenizer.size }, (_, id) => id);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const isWhole = (id: number): boolean => {
    try {
      utf8.decode(tokenizer.tokenBytes(id));
      return true;
    } catch {
      return false;
    }
  };
  return {
    texts: ids.map((id) => tokenizer.tokenText(id)),
    whole: ids.map(isWhole),
    lengths: ids.map((id) => tokenizer.tokenBytes(id).length),
  };
}

/**
 * The ids of the tokens asked for. Text: those that hold it, the token itself first, then those that
 * begin with it, then by id. Longest: all, by bytes. Anything else: by id.
 */
export function findTokens({ texts, whole, lengths }: TokenIndex, query: FindQuery): number[] {
  const ids = texts.map((_, id) => id);
  switch (query.by) {
    case 'id':
      return ids.filter((id) => id === query.id);
    case 'kind': {
      const pattern = kinds[query.kind];
      return ids.filter((id) => whole[id] === true && pattern.test(texts[id] ?? ''));
    }
    case 'broken':
      return ids.filter((id) => whole[id] !== true);
    case 'longest':
      return ids.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
    case 'text': {
      const { text } = query;
      if (text === '') return [];
      const rank = (id: number): number => {
        const own = texts[id] ?? '';
        return own === text ? 0 : own.startsWith(text) ? 1 : 2;
      };
      const found = ids.filter((id) => whole[id] === true && texts[id]?.includes(text) === true);
      return found.sort((a, b) => rank(a) - rank(b) || a - b);
    }
  }
}

/** A token with what it is made of. `merges` are those of the tokenizer, best first. */
export function foundToken(tokenizer: Tokenizer, merges: readonly Merge[], id: number): FoundToken {
  const merge = merges[id - 256];
  const shown = (part: string): string => displayText(toBytes(part));
  return {
    id,
    text: tokenizer.tokenText(id),
    bytes: id === tokenizer.eosId ? '' : hex(tokenizer.tokenBytes(id)),
    parts: merge ? [shown(merge[0]), shown(merge[1])] : null,
  };
}
