export { endsRepeat, findLoop, inRepeat, rounds, type Loop } from './loop.ts';
export { roundCurve, type RoundCurve } from './rounds.ts';
