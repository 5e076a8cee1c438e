export { jacobi, type Eigenpair } from './jacobi.ts';
export { nearestRows, rowNorms, unitRows, type Measure, type Neighbour } from './nearest.ts';
export { principalComponents, type Components, type Spread } from './principal.ts';
export { TOKEN_KINDS, tokenKind, type TokenKind } from './kinds.ts';
export { pack, packKinds, packSpread, unpack, unpackKinds } from './stored.ts';
export type { Packed, StoredEmbeddings, StoredNeighbours, StoredSpread } from './stored.ts';
