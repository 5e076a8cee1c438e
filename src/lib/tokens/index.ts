export {
  compareSegmentations,
  longestCompared,
  methods,
  type Method,
  type Segment,
  type Segmentation,
} from './compare.ts';
export {
  findTokens,
  foundToken,
  indexTokens,
  kinds,
  type FindQuery,
  type FoundToken,
  type Kind,
  type TokenIndex,
} from './find.ts';
export {
  groupOf,
  meets,
  type ByteRange,
  type CharacterPart,
  type TokenGroup,
  type TokenPart,
} from './groups.ts';
export { alternatives, pretokens, type Alternative, type Pretoken } from './pretokens.ts';
export { groupsBetween, layOut, readText, type Reading, type TextFacts } from './reading.ts';
export { longestReplay, replay, type PieceReplay, type Replay, type TokenName } from './replay.ts';
