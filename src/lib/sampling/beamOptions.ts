import { endsOf, type ProcessorOptions, type WarperOptions } from './options.ts';
import { BadSetting, checkSettings } from './settings.ts';

/** Settings of beam search, under GenerationConfig's names; warpers count only with `doSample`. */
export interface BeamOptions extends ProcessorOptions, WarperOptions {
  /** How many texts are kept. With 1, the greedy text. */
  readonly numBeams: number;
  readonly maxNewTokens: number;
  /** The exponent of the length that a text's log-probability is divided by; default 1. */
  readonly lengthPenalty?: number;
  /**
   * When a search is over that has as many ended texts as beams: true, at once; false (default), when
   * the best running text, at its present length, is no better than the worst ended one; 'never',
   * when it could be no better at any length.
   */
  readonly earlyStopping?: boolean | 'never';
  /** How many texts are given back, at most `numBeams`; default all of them. */
  readonly numReturnSequences?: number;
  /** Groups that search one after another at each step, each with an equal part of the beams; default 1. */
  readonly numBeamGroups?: number;
  /** Taken off a token for each beam of an earlier group that has just taken it; default 0. */
  readonly diversityPenalty?: number;
  /** Draw the continuations of a step in place of taking the best; default false. */
  readonly doSample?: boolean;
  readonly seed?: number;
}

/** The options with their defaults. */
export interface BeamSettings extends BeamOptions {
  readonly lengthPenalty: number;
  readonly earlyStopping: boolean | 'never';
  readonly numReturnSequences: number;
  readonly numBeamGroups: number;
  readonly diversityPenalty: number;
  readonly doSample: boolean;
  readonly ends: readonly number[];
  /** Beams of one group. */
  readonly size: number;
}

/** Throws a BadSetting for a value that makes no sense, or two that do not go together. */
export function beamSettings(options: BeamOptions): BeamSettings {
  const { numBeams, numReturnSequences = numBeams, numBeamGroups = 1, doSample = false } = options;
  checkSettings({ ...options });
  if (numReturnSequences > numBeams)
    throw conflict('num-return-sequences', `more than the ${String(numBeams)} beams`);
  if (numBeams % numBeamGroups !== 0)
    throw conflict('num-beam-groups', `${String(numBeams)} beams make no equal groups`);
  if (numBeamGroups > 1 && doSample)
    throw conflict('num-beam-groups', 'groups do not draw: leave do-sample away');
  return {
    ...options,
    lengthPenalty: options.lengthPenalty ?? 1,
    earlyStopping: options.earlyStopping ?? false,
    diversityPenalty: options.diversityPenalty ?? 0,
    ends: endsOf(options.eosTokenId),
    size: numBeams / numBeamGroups,
    numReturnSequences,
    numBeamGroups,
    doSample,
  };
}

const conflict = (setting: string, why: string): BadSetting =>
  new BadSetting('conflict', setting, `${setting} does not fit: ${why}`);
