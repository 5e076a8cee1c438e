/**
 * The settings of a column as the reader types them, under GenerationConfig's names, and what they
 * come to: a configuration with its method, or what is wrong with them. Prompt, seed and length are the
 * lab's and the same for all columns.
 */
import {
  BadSetting,
  checkSetting,
  planOf,
  type GenerationConfig,
  type Ignored,
  type Method,
  type Setting,
} from '../../sampling/index.ts';

/** Numbers that are typed. */
export const NUMBER_FIELDS = [
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
  'minNewTokens',
  'penaltyAlpha',
  'numBeams',
  'lengthPenalty',
  'numBeamGroups',
  'diversityPenalty',
  'numReturnSequences',
] as const satisfies readonly Setting[];
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** What is chosen, and words that must not come. */
export type Field = NumberField | 'doSample' | 'earlyStopping' | 'badWords';
export const FIELDS: readonly Field[] = [...NUMBER_FIELDS, 'doSample', 'earlyStopping', 'badWords'];

/** What is typed; a field that is not there is not set. */
export type Drafts = Readonly<Partial<Record<Field, string>>>;

/** A column's settings; what came from a file and has no field of its own is in `kept`. */
export interface Settings {
  readonly drafts: Drafts;
  readonly kept: Pick<GenerationConfig, 'badWordsIds' | 'eosTokenId' | 'renormalizeLogits'>;
}

/** Sampling that writes several texts and puts the likeliest first has no name of its own there. */
export type LabMethod = Method | 'best of n';

/** More would be too much for a page: each beam and each text is read by the model at every step. */
export const LIMITS = {
  numBeams: 16,
  numReturnSequences: 16,
  /** Contrastive search reads each of its k candidates. */
  contrastiveK: 32,
  newTokens: 200,
} as const;

/** Why settings cannot be used, as a code that the page has a sentence for. */
export interface SettingProblem {
  readonly code:
    | 'bad-value'
    | 'more-returned-than-beams'
    | 'one-text-only'
    | 'unequal-groups'
    | 'groups-draw'
    | 'conflict'
    | 'limit';
  readonly field: Field | 'seed' | 'newTokens' | 'seeds';
  /** What was typed. */
  readonly value: string;
  /** The most that there may be, where that is the matter. */
  readonly most?: number;
}

export interface Usable {
  readonly config: GenerationConfig;
  readonly method: LabMethod;
  /** Settings without effect, each with the one that wins. */
  readonly ignored: readonly Ignored[];
  /** Words that are banned besides `badWordsIds`; the tokenizer makes ids of them. */
  readonly badWords: readonly string[];
}

export type Understood = Usable | { readonly problems: readonly SettingProblem[] };

/** A number as it is written, also 1e9, ∞ and NaN; NaN for what is none. */
export function readNumber(text: string): number {
  const plain = text.trim().replace(/^−/, '-').toLowerCase();
  if (/^\+?(∞|inf|infinity)$/.test(plain)) return Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : NaN;
}

/** What the fields come to. */
export function understand({ drafts, kept }: Settings): Understood {
  const config: Record<string, unknown> = { ...kept };
  const problems: SettingProblem[] = [];
  for (const field of NUMBER_FIELDS) {
    const text = drafts[field]?.trim() ?? '';
    if (text === '') continue;
    const value = readNumber(text);
    const problem = problemOf(field, value, text);
    if (problem === null) config[field] = value;
    else problems.push(problem);
  }
  if (drafts.doSample === 'true') config['doSample'] = true;
  const early = drafts.earlyStopping ?? '';
  if (early === 'never') config['earlyStopping'] = early;
  else if (early === 'true' || early === 'false') config['earlyStopping'] = early === 'true';
  else if (early !== '') problems.push({ code: 'bad-value', field: 'earlyStopping', value: early });
  if (problems.length > 0) return { problems };
  return planned(config as GenerationConfig, wordsOf(drafts.badWords ?? ''));
}

function problemOf(field: NumberField, value: number, text: string): SettingProblem | null {
  try {
    checkSetting(field, value);
  } catch {
    return { code: 'bad-value', field, value: text };
  }
  const most = field === 'numBeams' || field === 'numReturnSequences' ? LIMITS[field] : Infinity;
  return value > most ? { code: 'limit', field, value: text, most } : null;
}

function planned(config: GenerationConfig, badWords: readonly string[]): Understood {
  try {
    // The model's own end of text counts where the file names no other.
    const { method, ignored } = planOf({ eosTokenId: 0, ...config });
    const several = method === 'sample' && (config.numReturnSequences ?? 1) > 1;
    const { topK = 0 } = config;
    if (method === 'contrastive' && topK > LIMITS.contrastiveK)
      return wrong({
        code: 'limit',
        field: 'topK',
        value: String(topK),
        most: LIMITS.contrastiveK,
      });
    const lost = ignored.filter(({ setting }) => !several || setting !== 'lengthPenalty');
    return { config, method: several ? 'best of n' : method, ignored: lost, badWords };
  } catch (error) {
    if (error instanceof BadSetting) return wrong(conflictOf(error, config));
    throw error;
  }
}

const wrong = (problem: SettingProblem): Understood => ({ problems: [problem] });

/** Which of the values exclude each other. */
function conflictOf({ setting }: BadSetting, config: GenerationConfig): SettingProblem {
  const { numBeams = 1, numReturnSequences = 1, numBeamGroups = 1, doSample } = config;
  if (setting === 'num-return-sequences')
    return {
      code: numBeams > 1 ? 'more-returned-than-beams' : 'one-text-only',
      field: 'numReturnSequences',
      value: String(numReturnSequences),
    };
  if (setting === 'num-beam-groups')
    return {
      code: doSample === true ? 'groups-draw' : 'unequal-groups',
      field: 'numBeamGroups',
      value: String(numBeamGroups),
    };
  const field = FIELDS.find((name) => kebab(name) === setting) ?? 'doSample';
  return { code: 'conflict', field, value: '' };
}

/** topK → top-k */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
/** topK → top_k: the name in a GenerationConfig. */
export const snake = (name: string): string => kebab(name).replaceAll('-', '_');

/** Words between commas or line ends, without spaces around them. */
export const wordsOf = (text: string): string[] =>
  text
    .split(/[,，、\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Fields with what a configuration says; the rest of it that the lab can use is kept. */
export function settingsOf(config: GenerationConfig): Settings {
  const drafts: Partial<Record<Field, string>> = {};
  for (const field of [...NUMBER_FIELDS, 'doSample', 'earlyStopping'] as const) {
    const value = config[field];
    if (value !== undefined) drafts[field] = value === Infinity ? '∞' : String(value);
  }
  const { badWordsIds, eosTokenId, renormalizeLogits } = config;
  return {
    drafts,
    kept: {
      ...(badWordsIds === undefined ? {} : { badWordsIds }),
      ...(eosTokenId === undefined ? {} : { eosTokenId }),
      ...(renormalizeLogits === undefined ? {} : { renormalizeLogits }),
    },
  };
}

/** What is wrong with a whole number of the lab itself. */
export function problemWith(
  field: 'seed' | 'newTokens' | 'seeds',
  text: string,
  least: number,
  most: number,
): SettingProblem[] {
  const value = readNumber(text);
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const code = field !== 'seed' && value > most ? 'limit' : 'bad-value';
  return [{ code, field, value: text.trim(), most }];
}
