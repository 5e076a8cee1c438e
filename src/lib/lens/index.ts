export { lensCell, type Guess, type LensCell } from './cell.ts';
export { lensNames, readLens, rowsOf, type LensOptions } from './read.ts';
export { readWriters, relativeLogits, spread, type Writers } from './writers.ts';
