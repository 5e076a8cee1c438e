export { banWords } from './badWords.ts';
export { type Banned } from './banned.ts';
export {
  beamSearch,
  foundBeams,
  runningBeams,
  startBeams,
  stepBeams,
  type BeamState,
  type BeamStep,
  type NextLogits,
} from './beam.ts';
export { beamSettings, type BeamOptions } from './beamOptions.ts';
export { type Beam, type Candidate, type Group } from './beamStep.ts';
export { byLikelihood, likelihood, type Written } from './bestOf.ts';
export {
  exportConfig,
  importConfig,
  type GenerationConfig,
  type ImportedConfig,
} from './config.ts';
export {
  contrastiveChoice,
  contrastiveScores,
  contrastiveSearch,
  contrastiveTokens,
  cosine,
  degeneration,
  type ContrastiveCandidate,
  type ContrastiveOptions,
  type ContrastiveToken,
  type ReadHidden,
} from './contrastive.ts';
export { descending } from './descending.ts';
export {
  candidates,
  cutsOf,
  distribution,
  warpers,
  type Candidates,
  type Cut,
  type Warper,
} from './distribution.ts';
export { epsilonCutoff } from './epsilon.ts';
export { etaCutoff } from './eta.ts';
export { penalizeFrequency, penalizePresence } from './frequency.ts';
export { greedy, NothingLeft } from './greedy.ts';
export { leading } from './leading.ts';
export { banEnd } from './minLength.ts';
export { minP } from './minP.ts';
export { banRepeats, repeats } from './ngrams.ts';
export {
  checkSampling,
  endsOf,
  type ProcessorOptions,
  type SamplingOptions,
  type TextSoFar,
  type WarperOptions,
} from './options.ts';
export {
  beamsOf,
  newTokensOf,
  planOf,
  samplingOf,
  type Ignored,
  type Method,
  type Plan,
} from './plan.ts';
export { process } from './process.ts';
export { rankOf, topTokens, type TopToken } from './rank.ts';
export { penalizeRepetition } from './repetition.ts';
export { createRng, type Rng } from './rng.ts';
export { draw, sample } from './sample.ts';
export { BadSetting, checkSetting, type Setting } from './settings.ts';
export { logSoftmax, logSumExp, softmax } from './softmax.ts';
export { temperature } from './temperature.ts';
export { topK } from './topK.ts';
export { topP } from './topP.ts';
export { typical } from './typical.ts';
