import { expect, test } from 'vitest';
import { errorSentence } from '#lib/i18n/error-sentence.ts';
import { t } from '#lib/i18n/translate.ts';
import { languages } from '#lib/i18n/languages.ts';
import type { ErrorDetails, ModelErrorCode } from '#lib/model/errors.ts';

test.each<[ModelErrorCode, ErrorDetails, string, string]>([
  ['not-gpt2', { found: '"llama"' }, 'Found: "llama".', '找到的是："llama"。'],
  ['no-safetensors', { found: 'ONNX' }, 'Found: ONNX.', '找到的是：ONNX。'],
  ['missing-file', { found: 'config.json' }, 'Missing: config.json.', '缺少：config.json。'],
  ['rate-limited', { seconds: 3600 }, 'It asks for 3600 seconds.', '它要求等 3600 秒。'],
  [
    'quota-exceeded',
    { needed: 163_000_000, missing: 2_500_000, free: 160_500_000, deletable: 0 },
    'It needs 163 MB, 2.5 MB more than there is room for; deleting the stored models would free 0.0 MB.',
    '还需要 163 MB，比剩余空间多 2.5 MB；删掉已存的模型可以腾出 0.0 MB。',
  ],
])('errorSentence of %s tells %o', (code, details, en, zh) => {
  expect(errorSentence('en', { code, details })).toBe(`${t('en', `error.${code}`)} ${en}`);
  expect(errorSentence('zh', { code, details })).toBe(`${t('zh', `error.${code}`)}${zh}`);
});

test('errorSentence without details is the sentence alone', () => {
  for (const lang of languages)
    expect(errorSentence(lang, { code: 'quota-exceeded', details: {} })).toBe(
      t(lang, 'error.quota-exceeded'),
    );
});
