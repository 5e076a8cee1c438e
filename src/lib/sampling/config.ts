/**
 * All settings of a text in one object, and the way in and out: the JSON of Hugging Face's
 * GenerationConfig (generation_config.json), so that settings carry over in both directions.
 */
import type { BeamOptions } from './beamOptions.ts';
import { BadSetting, checkSetting, RULES, type Setting } from './settings.ts';

/** GenerationConfig's settings in camel case, with `seed` and the two penalties of vLLM beside them. */
export interface GenerationConfig extends Partial<BeamOptions> {
  /** Prompt and continuation together; `maxNewTokens` wins over it. */
  readonly maxLength?: number;
  /** α of contrastive search, with `topK` its k. */
  readonly penaltyAlpha?: number;
}

export interface ImportedConfig {
  readonly config: GenerationConfig;
  /** The keys that mean nothing here, in order: they change nothing, and a page should say so. */
  readonly unknown: readonly string[];
}

/**
 * Reads a GenerationConfig. null, and 0 for top_k, mean what they do there: not set. Throws a
 * BadSetting: `not-json` for what is no JSON object, `bad-value` for a value that makes no sense.
 * Example: importConfig('{"top_k": 50, "cache": 1}') → { config: { topK: 50 }, unknown: ['cache'] }
 */
export function importConfig(json: string): ImportedConfig {
  const config: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(parse(json))) {
    const setting = camel(key);
    if (!isSetting(setting) || snake(setting) !== key) unknown.push(key);
    else if (value !== null && !(setting === 'topK' && value === 0)) {
      checkSetting(setting, value);
      config[setting] = value;
    }
  }
  return { config, unknown };
}

/**
 * Writes what is set, in a fixed order. JSON has no ∞: the greatest number stands for it as a
 * temperature, with which every distribution is uniform too.
 */
export function exportConfig(config: GenerationConfig): string {
  const written: Record<string, unknown> = {};
  for (const setting of Object.keys(RULES) as Setting[]) {
    const value = config[setting];
    if (value === undefined) continue;
    checkSetting(setting, value);
    written[snake(setting)] = value === Infinity ? Number.MAX_VALUE : value;
  }
  return `${JSON.stringify(written, null, 2)}\n`;
}

function parse(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BadSetting('not-json', '', `settings are not JSON: ${why}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadSetting('not-json', '', 'settings are not a JSON object');
  return value;
}

const isSetting = (name: string): name is Setting => Object.hasOwn(RULES, name);

/** no_repeat_ngram_size → noRepeatNgramSize */
const camel = (key: string): string =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** noRepeatNgramSize → no_repeat_ngram_size */
const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
