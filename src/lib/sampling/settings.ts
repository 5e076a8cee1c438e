/** What each setting may be. The names are those of Hugging Face's GenerationConfig, in camel case. */

interface Rule {
  readonly wants: string;
  readonly holds: (value: unknown) => boolean;
}

const isNumber = (x: unknown): x is number => typeof x === 'number';
const isWhole = (x: unknown, least: number): boolean =>
  isNumber(x) && Number.isInteger(x) && x >= least;
const isId = (x: unknown): boolean => isWhole(x, 0);

const yesNo: Rule = { wants: 'true or false', holds: (x) => typeof x === 'boolean' };
const finite: Rule = { wants: 'a finite number', holds: Number.isFinite };
const whole = (least: number): Rule => ({
  wants: `a whole number of at least ${String(least)}`,
  holds: (x) => isWhole(x, least),
});
const share: Rule = {
  wants: 'above 0 and at most 1',
  holds: (x) => isNumber(x) && x > 0 && x <= 1,
};
const cutoff: Rule = {
  wants: 'at least 0 and below 1',
  holds: (x) => isNumber(x) && x >= 0 && x < 1,
};
const fraction: Rule = { wants: 'from 0 to 1', holds: (x) => isNumber(x) && x >= 0 && x <= 1 };

export const RULES = {
  temperature: { wants: 'a number of at least 0', holds: (x) => isNumber(x) && x >= 0 },
  topK: whole(1),
  topP: share,
  minP: fraction,
  typicalP: share,
  epsilonCutoff: cutoff,
  etaCutoff: cutoff,
  renormalizeLogits: yesNo,
  repetitionPenalty: {
    wants: 'a finite number above 0',
    holds: (x) => Number.isFinite(x) && isNumber(x) && x > 0,
  },
  frequencyPenalty: finite,
  presencePenalty: finite,
  noRepeatNgramSize: whole(0),
  badWordsIds: {
    wants: 'a list of lists of ids, none of them empty',
    holds: (x) =>
      Array.isArray(x) &&
      x.every((word) => Array.isArray(word) && word.length > 0 && word.every(isId)),
  },
  minLength: whole(0),
  minNewTokens: whole(0),
  eosTokenId: {
    wants: 'an id, a list of ids, or null',
    holds: (x) => x === null || isId(x) || (Array.isArray(x) && x.every(isId)),
  },
  seed: {
    wants: 'a whole number from 0 to 4294967295',
    holds: (x) => isWhole(x, 0) && Number(x) <= 0xffffffff,
  },
  doSample: yesNo,
  maxNewTokens: whole(0),
  maxLength: whole(0),
  numBeams: whole(1),
  numBeamGroups: whole(1),
  diversityPenalty: {
    wants: 'a finite number of at least 0',
    holds: (x) => Number.isFinite(x) && isNumber(x) && x >= 0,
  },
  lengthPenalty: finite,
  earlyStopping: {
    wants: "true, false or 'never'",
    holds: (x) => typeof x === 'boolean' || x === 'never',
  },
  numReturnSequences: whole(1),
  penaltyAlpha: fraction,
} as const satisfies Readonly<Record<string, Rule>>;

export type Setting = keyof typeof RULES;

/** A setting that makes no sense, alone or with another. */
export class BadSetting extends RangeError {
  override readonly name = 'BadSetting';
  readonly code: 'not-json' | 'bad-value' | 'conflict';
  /** In kebab case, as the command line has it; empty for the whole. */
  readonly setting: string;
  constructor(code: BadSetting['code'], setting: string, message: string) {
    super(message);
    this.code = code;
    this.setting = setting;
  }
}

/** Throws a BadSetting that names the setting, what would make sense, and the value. */
export function checkSetting(setting: Setting, value: unknown): void {
  const { wants, holds }: Rule = RULES[setting];
  if (holds(value)) return;
  const name = kebab(setting);
  throw new BadSetting('bad-value', name, `${name} must be ${wants}: ${shown(value)}`);
}

/** Checks whatever of the settings is given. */
export function checkSettings(settings: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined && Object.hasOwn(RULES, name)) checkSetting(name as Setting, value);
  }
}

const shown = (value: unknown): string =>
  isNumber(value) ? String(value) : (JSON.stringify(value) ?? String(value));

/** topK → top-k */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
