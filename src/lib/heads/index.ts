export { isGpt2Small, publishedRole, ROLES, type Role } from './roles.ts';
export {
  matchScore,
  MATCHES,
  meanDistance,
  meanEntropy,
  scoreHead,
  SCORES,
  targetsOf,
  type HeadScores,
  type MatchName,
  type ScoreName,
  type ScoreOptions,
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
