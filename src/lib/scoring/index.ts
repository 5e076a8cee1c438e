export {
  runningProducts,
  SMALLEST,
  untilZero,
  zeroAfter,
  type RunningProduct,
} from './products.ts';
export { inBits, scoreRow, scoreRows, type Rows, type TokenScore } from './score.ts';
export { defaultStride, scoreText, type ScoreOptions, type Scorer } from './text.ts';
export { totals, type Totals } from './totals.ts';
export { slidingWindows, type Window } from './windows.ts';
