export { basicTokens } from './basic.ts';
export { matchWord, unknown, wordPieces } from './match.ts';
export { bertVocabulary, createVocabulary, type WordPieceVocabulary } from './vocabulary.ts';
