/** Columns to begin with: each strategy with settings from the paper or the program that it is known by. */
import type { GenerationConfig } from '../../sampling/index.ts';

export const PRESETS = {
  greedy: {},
  sample: { doSample: true },
  /** Radford et al. 2019: GPT-2's published samples. */
  topK: { doSample: true, topK: 40 },
  /** Holtzman et al. 2020. */
  topP: { doSample: true, topP: 0.95 },
  cool: { doSample: true, temperature: 0.7 },
  /** Nguyen et al. 2024. */
  minP: { doSample: true, minP: 0.1 },
  /** Meister et al. 2023. */
  typical: { doSample: true, typicalP: 0.95 },
  /** Hewitt et al. 2022. */
  eta: { doSample: true, etaCutoff: 0.0009 },
  /** Keskar et al. 2019. */
  repetition: { repetitionPenalty: 1.2 },
  /** Paulus et al. 2018. */
  noRepeat: { noRepeatNgramSize: 3 },
  /** Su et al. 2022. */
  contrastive: { penaltyAlpha: 0.6, topK: 4 },
  beam: { numBeams: 5 },
  beamNoRepeat: { numBeams: 5, noRepeatNgramSize: 2 },
  beamSample: { numBeams: 4, doSample: true },
  /** Vijayakumar et al. 2018. */
  diverseBeam: { numBeams: 4, numBeamGroups: 2, diversityPenalty: 1, numReturnSequences: 4 },
  bestOf: { doSample: true, numReturnSequences: 5 },
} as const satisfies Readonly<Record<string, GenerationConfig>>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

/** The columns of the stored run, with which the page opens. */
export const FIRST: readonly PresetName[] = ['greedy', 'sample', 'topK'];
/** A column's place has its colour, and there are six. */
export const MOST_COLUMNS = 6;
