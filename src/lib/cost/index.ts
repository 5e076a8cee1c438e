export { allocatedBytes, cacheBytes } from './cache.ts';
export { fitPolynomial, valueOf, type Fit, type Point } from './fit.ts';
export { runLaps, timeReading, type Lap, type Runner } from './race.ts';
export { evenLength, workOf, workOfWriting, type Work } from './work.ts';
