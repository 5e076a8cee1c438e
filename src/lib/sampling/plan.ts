/** What a configuration amounts to: which method it asks for, and which settings say nothing to it. */
import type { BeamOptions } from './beamOptions.ts';
import { beamSettings } from './beamOptions.ts';
import type { GenerationConfig } from './config.ts';
import { endsOf, type SamplingOptions } from './options.ts';
import { BadSetting, checkSettings, type Setting } from './settings.ts';

export type Method = 'greedy' | 'sample' | 'contrastive' | 'beam' | 'beam sample' | 'diverse beam';

/** A setting without effect, and the one that takes it away. */
export interface Ignored {
  readonly setting: Setting;
  /**
   * `not drawn`: it shapes a draw, and nothing is drawn. `temperature 0`: the likeliest token is
   * taken anyway. `one beam`, `one group`, `beams`, `drawn`: it belongs to another method. `no end`:
   * no token ends the text. `max-new-tokens`: that one wins.
   */
  readonly because:
    | 'not drawn'
    | 'temperature 0'
    | 'one beam'
    | 'one group'
    | 'beams'
    | 'drawn'
    | 'no end'
    | 'max-new-tokens';
}

export interface Plan {
  readonly method: Method;
  readonly ignored: readonly Ignored[];
}

const CUTS = ['topK', 'topP', 'minP', 'typicalP', 'epsilonCutoff', 'etaCutoff'] as const;

/**
 * The method, by the rules of Hugging Face's `get_generation_mode`, and what has no effect under it.
 * Throws a BadSetting for a value that makes no sense and for values that exclude each other.
 */
export function planOf(config: GenerationConfig): Plan {
  checkSettings({ ...config });
  const method = methodOf(config);
  if (config.numBeams !== undefined && config.numBeams > 1)
    beamSettings({ ...config, numBeams: config.numBeams, maxNewTokens: 0 });
  else if ((config.numReturnSequences ?? 1) > 1 && method !== 'sample')
    throw new BadSetting(
      'conflict',
      'num-return-sequences',
      `num-return-sequences does not fit: without a draw and with one beam all texts are the same`,
    );
  const draws = method === 'sample' || method === 'beam sample';
  const ignored: Ignored[] = [];
  const ignore = (settings: readonly Setting[], because: Ignored['because']): void => {
    for (const setting of settings)
      if (config[setting] !== undefined) ignored.push({ setting, because });
  };
  if (!draws) {
    const cuts = method === 'contrastive' ? CUTS.filter((name) => name !== 'topK') : CUTS;
    ignore(['temperature', ...cuts, 'seed'], 'not drawn');
  } else if (config.temperature === 0 && method === 'sample') ignore([...CUTS], 'temperature 0');
  if (method !== 'contrastive')
    ignore(['penaltyAlpha'], draws ? 'drawn' : method === 'greedy' ? 'not drawn' : 'beams');
  if ((config.numBeams ?? 1) === 1)
    ignore(['lengthPenalty', 'earlyStopping', 'numBeamGroups', 'diversityPenalty'], 'one beam');
  else if ((config.numBeamGroups ?? 1) === 1) ignore(['diversityPenalty'], 'one group');
  if (endsOf(config.eosTokenId).length === 0) ignore(['minLength', 'minNewTokens'], 'no end');
  if (config.maxNewTokens !== undefined) ignore(['maxLength'], 'max-new-tokens');
  return { method, ignored };
}

function methodOf(config: GenerationConfig): Method {
  const { numBeams = 1, numBeamGroups = 1, doSample = false } = config;
  const { penaltyAlpha = 0, topK = 0 } = config;
  if (numBeams > 1) return numBeamGroups > 1 ? 'diverse beam' : doSample ? 'beam sample' : 'beam';
  if (doSample) return 'sample';
  return penaltyAlpha > 0 && topK > 1 ? 'contrastive' : 'greedy';
}

/** How many tokens to write after a prompt: max_new_tokens, else max_length less the prompt, else 20. */
export const newTokensOf = (
  { maxNewTokens, maxLength }: GenerationConfig,
  promptLength: number,
): number => maxNewTokens ?? (maxLength === undefined ? 20 : Math.max(0, maxLength - promptLength));

/** The options of `sample` and of the engine's `generate`. */
export function samplingOf(config: GenerationConfig): SamplingOptions {
  checkSettings({ ...config });
  const { doSample = false, ...rest } = config;
  return { ...rest, strategy: doSample ? 'sample' : 'greedy' };
}

/** The options of `beamSearch`; one text is given back unless more are asked for, as in `generate`. */
export function beamsOf(config: GenerationConfig, promptLength: number): BeamOptions {
  const { numBeams = 1, numReturnSequences = 1 } = config;
  const maxNewTokens = newTokensOf(config, promptLength);
  return { ...config, numBeams, numReturnSequences, maxNewTokens };
}
