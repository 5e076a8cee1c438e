/** From what was typed to a GenerationConfig, a method and sentences on what has no effect. */
import { readFile } from 'node:fs/promises';
import {
  checkSetting,
  importConfig,
  planOf,
  type GenerationConfig,
  type Ignored,
  type Method,
  type Setting,
} from '../../../src/lib/sampling/index.ts';
import { CliError, reasonOf } from '../cli-error.ts';
import { parseCount, parseIds, parseNumber } from '../input.ts';
import { userPath } from '../user-path.ts';
import type { SettingValues } from './flags.ts';

export interface Settings {
  readonly config: GenerationConfig;
  readonly method: Method;
  /** Texts that are drawn, of which `num_return_sequences` are kept; null where none was asked for. */
  readonly bestOf: number | null;
  /** What has no effect and why, a sentence each. */
  readonly notes: readonly string[];
}

const NUMBERS = [
  'temperature',
  'topK',
  'topP',
  'minP',
  'typicalP',
  'epsilonCutoff',
  'etaCutoff',
  'repetitionPenalty',
  'frequencyPenalty',
  'presencePenalty',
  'noRepeatNgramSize',
  'minLength',
  'minNewTokens',
  'penaltyAlpha',
  'numBeams',
  'numBeamGroups',
  'diversityPenalty',
  'lengthPenalty',
  'numReturnSequences',
  'seed',
] as const;
const DRAWING = NUMBERS.slice(0, 7);

/** Rejects with a CliError or BadSetting for what makes no sense, alone or together. */
export async function readSettings(values: SettingValues): Promise<Settings> {
  const imported = await readFileOf(values['generation-config']);
  const typed = typedConfig(values);
  const notes = [...imported.notes];
  // the strategy wins over the file and over other options
  const asked = withDraw({ ...imported.config, ...typed }, typed);
  const config = withStrategy(asked, values.strategy, notes);
  const { method, ignored } = planOf({ eosTokenId: 0, ...config });
  const { strategy } = values;
  if (strategy !== undefined && !belongs(method, strategy))
    notes.push(`--strategy ${strategy} comes to ${method} with these settings`);
  notes.push(...ignored.map(sentence));
  const bestOf = readBestOf(values['best-of'], method, config);
  return { config, method, bestOf, notes };
}

function typedConfig(values: SettingValues): GenerationConfig {
  const typed: Record<string, unknown> = {};
  for (const name of NUMBERS) {
    const flag = kebab(name);
    const number = parseNumber(flag, values[flag as keyof SettingValues] as string | undefined);
    if (number !== undefined) typed[name] = number;
  }
  for (const name of ['maxNewTokens', 'maxLength'] as const) {
    const flag = kebab(name) as 'max-new-tokens' | 'max-length';
    const count = parseCount(flag, values[flag]);
    if (count !== undefined) typed[name] = count;
  }
  for (const name of ['doSample', 'renormalizeLogits'] as const)
    if (values[kebab(name) as 'do-sample' | 'renormalize-logits'] === true) typed[name] = true;
  const early = values['early-stopping'];
  if (early !== undefined) typed['earlyStopping'] = early === 'never' ? early : truth(early);
  const words = values['bad-words-ids'];
  if (words !== undefined) typed['badWordsIds'] = json('bad-words-ids', words);
  const end = values['eos-token-id'];
  if (end !== undefined)
    typed['eosTokenId'] = end === 'none' ? null : parseIds(end, 'eos-token-id');
  for (const [name, value] of Object.entries(typed)) checkSetting(name as Setting, value);
  return typed;
}

/** One of the settings of a draw asks for a draw, unless beams or contrast are asked for. */
function withDraw(config: GenerationConfig, typed: GenerationConfig): GenerationConfig {
  const draws = DRAWING.some((name) => typed[name] !== undefined);
  const other = (config.numBeams ?? 1) > 1 || config.penaltyAlpha !== undefined;
  return draws && !other && config.doSample === undefined ? { ...config, doSample: true } : config;
}

const STRATEGIES = ['greedy', 'sample', 'beam', 'contrastive'] as const;
type Strategy = (typeof STRATEGIES)[number];

/** What a strategy settles, and what it proposes where nothing is given. */
const SETTLED: Readonly<Record<Strategy, GenerationConfig>> = {
  greedy: { doSample: false, numBeams: 1 },
  sample: { doSample: true, numBeams: 1 },
  beam: {},
  contrastive: { doSample: false, numBeams: 1 },
};
const PROPOSED: Readonly<Record<Strategy, GenerationConfig>> = {
  greedy: {},
  sample: {},
  beam: { numBeams: 5, doSample: false },
  contrastive: { topK: 4, penaltyAlpha: 0.6 },
};

function withStrategy(
  config: GenerationConfig,
  strategy: string | undefined,
  notes: string[],
): GenerationConfig {
  if (strategy === undefined) return config;
  if (!isStrategy(strategy))
    throw new CliError(`--strategy is none of ${STRATEGIES.join(', ')}: ${strategy}`);
  const settled = SETTLED[strategy];
  for (const [name, value] of Object.entries(settled)) {
    const given = config[name as keyof GenerationConfig];
    const typedDraw = name === 'doSample' && DRAWING.some((draw) => config[draw] !== undefined);
    if (given !== undefined && given !== value && !typedDraw)
      notes.push(`--strategy ${strategy} wins: ${kebab(name)} ${String(given)} has no effect`);
  }
  const { penaltyAlpha, ...others } = config;
  if (strategy === 'greedy' && penaltyAlpha !== undefined)
    notes.push('--strategy greedy wins: penalty-alpha has no effect');
  return { ...PROPOSED[strategy], ...(strategy === 'greedy' ? others : config), ...settled };
}

const isStrategy = (name: string): name is Strategy =>
  STRATEGIES.some((strategy) => strategy === name);

const belongs = (method: Method, strategy: string): boolean =>
  strategy === 'beam' ? method.includes('beam') : method === strategy;

const REASONS: Readonly<Record<Ignored['because'], string>> = {
  'not drawn': 'nothing is drawn (--do-sample draws)',
  'temperature 0': 'temperature 0 takes the likeliest token anyway',
  'one beam': 'there is one beam (--num-beams)',
  'one group': 'there is one group of beams (--num-beam-groups)',
  beams: 'it belongs to contrastive search, and num-beams wins over that',
  drawn: 'it belongs to contrastive search, and a draw wins over that',
  'no end': 'no token ends the text',
  'max-new-tokens': 'max-new-tokens wins',
};

const sentence = ({ setting, because }: Ignored): string =>
  `${kebab(setting)} has no effect: ${REASONS[because]}`;

function readBestOf(
  value: string | undefined,
  method: Method,
  { numReturnSequences = 1 }: GenerationConfig,
): number | null {
  const count = parseCount('best-of', value);
  if (count === undefined)
    return method === 'sample' && numReturnSequences > 1 ? numReturnSequences : null;
  if (count < 1) throw new CliError('--best-of is not a whole number of at least 1: 0');
  if (method !== 'sample')
    throw new CliError(
      `--best-of chooses among drawn texts, and this is ${method}: add --do-sample`,
    );
  if (count < numReturnSequences)
    throw new CliError(`--num-return-sequences ${numReturnSequences} of --best-of ${count} texts`);
  return count;
}

async function readFileOf(
  path: string | undefined,
): Promise<{ config: GenerationConfig; notes: string[] }> {
  if (path === undefined) return { config: {}, notes: [] };
  let text: string;
  try {
    text = await readFile(userPath(path), 'utf8');
  } catch (cause) {
    throw new CliError(`cannot read ${path}: ${reasonOf(cause)}`, { cause });
  }
  const { config, unknown } = importConfig(text);
  const notes =
    unknown.length === 0 ? [] : [`${path} also has what means nothing here: ${unknown.join(', ')}`];
  return { config, notes };
}

function truth(value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new CliError(`--early-stopping is none of true, false, never: ${value}`);
}

function json(flag: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw new CliError(`--${flag} is not JSON: ${value}`, { cause });
  }
}

/** topK → top-k */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
