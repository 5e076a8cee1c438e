/** What the lab says of settings, texts and totals, in the reader's language. */
import { formatNumber } from '#components/charts/format.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { LabColumn } from '#lib/state/decoding-lab/column.svelte.ts';
import {
  FIELDS,
  snake,
  type SettingProblem,
  type Usable,
} from '#lib/state/decoding-lab/settings.ts';
import type { MeasureName, Totals } from '#lib/state/decoding-lab/totals.ts';

/** A sentence for a setting that cannot be used, with what would do. */
export function problemSentence(lang: Lang, problem: SettingProblem): string {
  const { code, field, value, most = '' } = problem;
  const name = t(lang, `decodingLab.field.${field}`);
  if (code === 'bad-value') {
    if (field === 'doSample' || field === 'badWords')
      return t(lang, 'decodingLab.bad.conflict', { name });
    const wants = t(lang, `decodingLab.wants.${field}`);
    return t(lang, 'decodingLab.bad.bad-value', { name, value: shortened(value), wants });
  }
  const key = code === 'limit' && field === 'numBeams' ? 'limit.numBeams' : code;
  return t(lang, `decodingLab.bad.${key}`, { name, value: shortened(value), most });
}

const shortened = (value: string): string => (value.length > 24 ? `${value.slice(0, 23)}…` : value);

/** Which settings have no effect and which one wins, and what else is to be said of them. */
export function notes(lang: Lang, usable: Usable, vocabulary: number): string[] {
  const { ignored, config } = usable;
  const said = ignored.map(({ setting, because }) =>
    t(lang, 'decodingLab.ignored', {
      name: t(lang, `decodingLab.field.${setting as IgnoredName}`),
      why: t(lang, `decodingLab.why.${because}`),
    }),
  );
  const { topK: k = 0, badWordsIds = [] } = config;
  if (k > vocabulary && !ignored.some(({ setting }) => setting === 'topK'))
    said.push(t(lang, 'decodingLab.beyond', { k: String(k), n: String(vocabulary) }));
  if (badWordsIds.length > 0)
    said.push(t(lang, 'decodingLab.idsBanned', { n: badWordsIds.length }));
  return said;
}

type IgnoredName =
  | 'temperature'
  | 'topK'
  | 'topP'
  | 'minP'
  | 'typicalP'
  | 'epsilonCutoff'
  | 'etaCutoff'
  | 'seed'
  | 'penaltyAlpha'
  | 'lengthPenalty'
  | 'earlyStopping'
  | 'numBeamGroups'
  | 'diversityPenalty'
  | 'minLength'
  | 'minNewTokens'
  | 'maxLength';

/** The strategy's name. */
export const methodName = (lang: Lang, column: LabColumn): string =>
  t(lang, `decodingLab.method.${column.usable?.method ?? 'none'}`);

/** What is set, under GenerationConfig's names. Example: 'top_k 40 · temperature 0.7' */
export function settingsLine(column: LabColumn): string {
  const { drafts, kept } = column.settings;
  const set = FIELDS.flatMap((field) => {
    const value = drafts[field]?.trim() ?? '';
    if (value === '' || field === 'doSample') return [];
    const name = field === 'badWords' ? 'bad_words' : snake(field);
    return [`${name} ${shortened(value)}`];
  });
  if (kept.badWordsIds !== undefined) set.push('bad_words_ids');
  return set.join(' · ');
}

/** A total as it is read. */
export function measureText(lang: Lang, name: MeasureName, totals: Totals): string {
  if (name === 'repeated')
    return t(lang, 'decodingLab.total.of', { n: totals.repeated, of: totals.fourGrams });
  return measureNumber(name, totals[name]);
}

export function measureNumber(name: MeasureName | 'selfBleu', value: number | null): string {
  if (value === null) return '–';
  if (name === 'repeated') return Number.isInteger(value) ? String(value) : value.toFixed(1);
  return name === 'logLikelihood' ? value.toFixed(1).replace('-', '−') : formatNumber(value, 3);
}

/** A column's colour, by its place. */
export const colourOf = (place: number): string => `var(--cat-${String((place % 6) + 1)})`;
