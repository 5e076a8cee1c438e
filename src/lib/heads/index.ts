export { isGpt2Small, publishedRole, ROLES, type Role } from './roles.ts';
export {
  matchScore,
  MATCHES,
  meanDistance,
  meanEntropy,
  scoreHead,
  SCORES,
  shares,
  targetsOf,
  type HeadScores,
  type MatchName,
  type ScoreName,
  type TextTargets,
} from './scores.ts';
export {
  duplicateToken,
  firstToken,
  induction,
  previousToken,
  self,
  type Targets,
} from './targets.ts';
export { fillScores, scoreTerms, valueNorms, valueWeighted, type HeadVectors } from './views.ts';
export { loadingLines, transformerLensSnippet, type SnippetFacts } from './snippet.ts';
export {
  FULL,
  packTriangle,
  pool,
  start as poolStart,
  THUMB_SIDE,
  unpackTriangle,
  type Pooling,
} from './thumbs.ts';
