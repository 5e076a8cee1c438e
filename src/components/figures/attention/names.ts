import { visibleText } from '#components/charts/spaces.ts';
import { headSize, type Choice, type LayerNumbers, type StepName } from '#lib/attention/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';

/** A token as the figures write it. */
export const tokenName = (of: LayerNumbers, at: number): string => visibleText(of.tokens[at] ?? '');

/** What a step does, in a sentence. */
export function whatStep(lang: Lang, of: LayerNumbers, step: StepName, choice: Choice): string {
  const d = headSize(of);
  return t(lang, `attention.what.${step}`, {
    ...{ query: tokenName(of, choice.query), key: tokenName(of, choice.key) },
    ...{ d, D: of.width, H: of.heads, scale: of.scale.toFixed(2) },
  });
}

/** The step as a formula in plain letters. */
export const FORMULA: Readonly<Record<StepName, string>> = {
  x: 'x = (r − μ) ÷ σ · g + b',
  q: 'q = x W_Q + b_Q',
  k: 'k = x W_K + b_K',
  v: 'v = x W_V + b_V',
  product: 'q · k = Σ qᵢ kᵢ',
  scale: 's = q · k ÷ √d',
  mask: 's = −∞',
  softmax: 'a = e^s ÷ Σ e^s',
  mix: 'z = Σ a v',
  concat: '[z₀, z₁, …]',
  out: 'out = [z₀, z₁, …] W_O + b_O',
};

/** The names of the two vectors that a step multiplies. */
export const FACTORS: Readonly<Record<StepName, readonly [string, string]>> = {
  x: ['(r − μ) ÷ σ', 'g'],
  q: ['x', 'W_Q'],
  k: ['x', 'W_K'],
  v: ['x', 'W_V'],
  product: ['q', 'k'],
  scale: ['q · k', '1 ÷ √d'],
  mask: ['', ''],
  softmax: ['', ''],
  mix: ['a', 'v'],
  concat: ['', ''],
  out: ['z', 'W_O'],
};
