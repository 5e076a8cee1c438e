export { jacobi, type Eigenpair } from './jacobi.ts';
export { nearestRows, rowNorms, unitRows, type Measure, type Neighbour } from './nearest.ts';
export { principalComponents, type Components, type Spread } from './principal.ts';
