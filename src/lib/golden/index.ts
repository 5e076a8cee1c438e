export { checkFact } from './check.ts';
export { GPT2_FACTS } from './facts/index.ts';
export { allNotRun, mayBeModelOf, overall, verifyGolden, type VerifyOptions } from './verify.ts';
export type { Fact, FactSet, Finding, GoldenLine, GoldenModel, Words } from './types.ts';
