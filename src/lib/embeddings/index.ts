export { jacobi, type Eigenpair } from './jacobi.ts';
export { nearestRows, rowNorms, type Measure, type Neighbour } from './nearest.ts';
export { principalComponents, type Components } from './principal.ts';
