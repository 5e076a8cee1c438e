import { expect, test } from 'vitest';
import {
  BadSetting,
  beamsOf,
  exportConfig,
  importConfig,
  newTokensOf,
  planOf,
  samplingOf,
  type GenerationConfig,
} from '#lib/sampling/index.ts';

/** A generation_config.json as transformers writes it. */
const file = `{
  "_from_model_config": true, "bos_token_id": 50256, "eos_token_id": 50256, "do_sample": true,
  "top_k": 0, "top_p": 0.9, "typical_p": 1.0, "no_repeat_ngram_size": 2, "min_p": null,
  "early_stopping": "never", "transformers_version": "4.51.0"
}`;

test('importConfig reads what it knows and names the rest', () => {
  expect(importConfig(file)).toEqual({
    config: {
      eosTokenId: 50256,
      doSample: true,
      topP: 0.9,
      typicalP: 1,
      noRepeatNgramSize: 2,
      earlyStopping: 'never',
    },
    unknown: ['_from_model_config', 'bos_token_id', 'transformers_version'],
  });
  expect(importConfig('{"topK": 5, "__proto__": 1}').unknown).toEqual(['topK', '__proto__']);
});

test('what is exported is imported as it was', () => {
  const config: GenerationConfig = {
    doSample: true,
    temperature: 0.7,
    topK: 40,
    badWordsIds: [[1, 2], [3]],
    numBeams: 4,
    lengthPenalty: -1,
    eosTokenId: [1, 2],
    seed: 7,
  };
  expect(importConfig(exportConfig(config))).toEqual({ config, unknown: [] });
  expect(importConfig(exportConfig({ temperature: Infinity })).config.temperature).toBe(
    Number.MAX_VALUE,
  );
});

test.each([
  ['{', 'not-json', ''],
  ['[]', 'not-json', ''],
  ['null', 'not-json', ''],
  ['{"top_k": -1}', 'bad-value', 'top-k'],
  ['{"top_k": "5"}', 'bad-value', 'top-k'],
  ['{"temperature": -0.1}', 'bad-value', 'temperature'],
  ['{"early_stopping": "always"}', 'bad-value', 'early-stopping'],
  ['{"num_beams": 0}', 'bad-value', 'num-beams'],
])('%s is refused: %s', (json, code, setting) => {
  expect(() => importConfig(json)).toThrow(BadSetting);
  expect(() => importConfig(json)).toThrow(expect.objectContaining({ code, setting }));
});

test.each([
  [{}, 'greedy'],
  [{ doSample: true }, 'sample'],
  [{ penaltyAlpha: 0.6, topK: 4 }, 'contrastive'],
  [{ numBeams: 5 }, 'beam'],
  [{ numBeams: 5, doSample: true }, 'beam sample'],
  [{ numBeams: 4, numBeamGroups: 2, diversityPenalty: 1 }, 'diverse beam'],
] as const)('planOf(%j) is %s, and all counts', (config, method) => {
  expect(planOf(config)).toEqual({ method, ignored: [] });
});

test.each([
  [{ temperature: 2 }, 'temperature', 'not drawn'],
  [{ doSample: true, temperature: 0, topK: 5 }, 'topK', 'temperature 0'],
  [{ lengthPenalty: 2 }, 'lengthPenalty', 'one beam'],
  [{ numBeams: 2, diversityPenalty: 1 }, 'diversityPenalty', 'one group'],
  [{ numBeams: 2, penaltyAlpha: 0.5 }, 'penaltyAlpha', 'beams'],
  [{ minLength: 5 }, 'minLength', 'no end'],
  [{ maxLength: 5, maxNewTokens: 3 }, 'maxLength', 'max-new-tokens'],
] as const)('planOf(%j) says that %s does nothing: %s', (config, setting, because) => {
  expect(planOf(config).ignored).toEqual([{ setting, because }]);
});

test.each([
  [{ numReturnSequences: 2 }],
  [{ numBeams: 2, numReturnSequences: 3 }],
  [{ numBeams: 3, numBeamGroups: 2 }],
  [{ numBeams: 4, numBeamGroups: 2, doSample: true }],
])('planOf(%j) is a conflict', (config) => {
  expect(() => planOf(config)).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('a config becomes the options of a draw or of beams', () => {
  expect(samplingOf({ doSample: true, topK: 3 })).toEqual({ strategy: 'sample', topK: 3 });
  const beams = beamsOf({ numBeams: 3, maxLength: 10 }, 4);
  expect(beams).toMatchObject({ numBeams: 3, numReturnSequences: 1, maxNewTokens: 6 });
  expect([newTokensOf({}, 4), newTokensOf({ maxLength: 3 }, 4)]).toEqual([20, 0]);
});
