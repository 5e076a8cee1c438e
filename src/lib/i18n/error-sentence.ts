import type { ErrorDetails, ModelErrorCode } from '../model/errors.ts';
import type { Lang } from './languages.ts';
import { t } from './translate.ts';

/** What was found, for codes that know it; `{…}` are the details of the error. */
const additions: Record<Lang, Partial<Record<ModelErrorCode | 'found', string>>> = {
  en: {
    found: 'Found: {found}.',
    corrupt: 'Damaged: {found}.',
    'missing-file': 'Missing: {found}.',
    'rate-limited': 'It asks for {seconds} seconds.',
    'quota-exceeded':
      'It needs {needed}, {missing} more than there is room for; deleting the stored models would free {deletable}.',
  },
  zh: {
    found: '找到的是：{found}。',
    corrupt: '损坏的是：{found}。',
    'missing-file': '缺少：{found}。',
    'rate-limited': '它要求等 {seconds} 秒。',
    'quota-exceeded':
      '还需要 {needed}，比剩余空间多 {missing}；删掉已存的模型可以腾出 {deletable}。',
  },
};

/** Details that count bytes. */
const inBytes = new Set(['needed', 'missing', 'free', 'deletable']);

/**
 * The sentence for an error, and after it what was found where the error says so.
 * Example: errorSentence('en', { code: 'not-gpt2', details: { found: '"llama"' } }) ends in
 * `Found: "llama".`
 */
export function errorSentence(
  lang: Lang,
  { code, details }: { readonly code: ModelErrorCode; readonly details: ErrorDetails },
): string {
  const sentence = t(lang, `error.${code}`);
  const addition =
    additions[lang][code] ?? ('found' in details ? additions[lang].found : undefined);
  if (addition === undefined || Object.keys(details).length === 0) return sentence;
  const filled = addition.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = details[name];
    if (value === undefined) return hole;
    return inBytes.has(name) ? megabytes(Number(value)) : String(value);
  });
  return lang === 'zh' ? `${sentence}${filled}` : `${sentence} ${filled}`;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0)} MB`;
