export { alibiBias, alibiScore, alibiSlopes } from './alibi.ts';
export { derive, type Derived } from './derived.ts';
export { ropeScore, rotate } from './rope.ts';
export { multiply, shiftError, shiftMatrix } from './rotation.ts';
export { score, SCHEMES, type Scheme } from './score.ts';
export { BASE, frequency, sinusoid, sinusoidDot, sinusoidTable, wavelength } from './sinusoids.ts';
export {
  restore,
  store,
  UNIT,
  type MeasuredWishes,
  type Source,
  type StoredPositions,
} from './stored.ts';
export {
  cosineMatrix,
  evenPositions,
  norms,
  positionTable,
  rowOf,
  type PositionTable,
} from './table.ts';
export { distance, dot, gaussian, norm } from './vector.ts';
export {
  alibiEncoding,
  CRITERIA,
  distanceVerdict,
  explainedByDistance,
  firstMissing,
  lengthVerdict,
  nearestPair,
  noEncoding,
  ropeEncoding,
  sinusoidEncoding,
  tableEncoding,
  uniqueVerdict,
  type Encoding,
  type Nearest,
  type Verdict,
} from './wishes.ts';
