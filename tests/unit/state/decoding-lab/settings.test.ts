import { describe, expect, test } from 'vitest';
import { withMethod } from '#lib/state/decoding-lab/methods.ts';
import { PRESET_NAMES, PRESETS } from '#lib/state/decoding-lab/presets.ts';
import {
  problemWith,
  readNumber,
  settingsOf,
  understand,
  wordsOf,
  type Drafts,
} from '#lib/state/decoding-lab/settings.ts';

const read = (drafts: Drafts) => understand({ drafts, kept: {} });

test('readNumber(text) takes decimal numbers, ∞, and nothing else', () => {
  expect(['1', ' 0.5 ', '.5', '1e9', '−2', '+3', '∞', 'Infinity'].map(readNumber)).toEqual([
    ...[1, 0.5, 0.5, 1e9, -2, 3, Infinity, Infinity],
  ]);
  for (const text of ['', 'NaN', '1,5', '0x10', '1 2', 'abc', '-∞'])
    expect(readNumber(text)).toBeNaN();
});

describe('understand(settings)', () => {
  test('names the method', () => {
    expect(read({})).toMatchObject({ method: 'greedy', config: {}, ignored: [] });
    expect(read({ doSample: 'true' })).toMatchObject({ method: 'sample' });
    expect(read({ doSample: 'true', numReturnSequences: '3' })).toMatchObject({
      method: 'best of n',
    });
    expect(read({ penaltyAlpha: '0.6', topK: '4' })).toMatchObject({ method: 'contrastive' });
    expect(read({ numBeams: '4', numBeamGroups: '2' })).toMatchObject({ method: 'diverse beam' });
  });
  test.each([
    ...(['0', '-1', '2.5', 'NaN', '-1e9'] as const).map((k) => ['topK', k] as const),
    ...(['0', '-0.1', '1.01', 'NaN'] as const).map((p) => ['topP', p] as const),
    ...(['-1', 'NaN', 'warm'] as const).map((t) => ['temperature', t] as const),
    ...(['0', '-1', 'NaN', '∞'] as const).map((x) => ['repetitionPenalty', x] as const),
    ...(['0', '-3', '1.5'] as const).map((n) => ['numBeams', n] as const),
  ])('%s = %s is refused by name', (field, value) => {
    expect(read({ doSample: 'true', [field]: value })).toEqual({
      problems: [{ code: 'bad-value', field, value }],
    });
  });
  test.each([
    ['topK', '1e9'],
    ['topP', '1'],
    ['temperature', '0'],
    ['temperature', '1e9'],
    ['temperature', '∞'],
    ['frequencyPenalty', '-2'],
  ] as const)('%s = %s makes sense', (field, value) => {
    expect(read({ doSample: 'true', [field]: value })).toMatchObject({
      config: { [field]: readNumber(value) },
    });
  });
  test('more beams than a page can do, or a vocabulary has, are refused', () => {
    expect(read({ numBeams: '1e9' })).toMatchObject({ problems: [{ code: 'limit', most: 16 }] });
    expect(read({ penaltyAlpha: '0.5', topK: '50257' })).toMatchObject({
      problems: [{ code: 'limit', field: 'topK' }],
    });
  });
  test.each([
    [{ numReturnSequences: '3' }, 'one-text-only'],
    [{ numBeams: '2', numReturnSequences: '3' }, 'more-returned-than-beams'],
    [{ numBeams: '4', numBeamGroups: '3' }, 'unequal-groups'],
    [{ numBeams: '4', numBeamGroups: '2', doSample: 'true' }, 'groups-draw'],
  ] as const)('%o exclude each other: %s', (drafts, code) => {
    expect(read(drafts)).toMatchObject({ problems: [{ code }] });
  });
  test('says what has no effect, and which setting wins', () => {
    expect(read({ temperature: '0.7', topP: '0.9' })).toMatchObject({
      ignored: [
        { setting: 'temperature', because: 'not drawn' },
        { setting: 'topP', because: 'not drawn' },
      ],
    });
    expect(read({ doSample: 'true', temperature: '0', topK: '5' })).toMatchObject({
      ignored: [{ setting: 'topK', because: 'temperature 0' }],
    });
    expect(read({ numBeams: '2', penaltyAlpha: '0.6' })).toMatchObject({
      ignored: [{ setting: 'penaltyAlpha', because: 'beams' }],
    });
  });
});

test.each(PRESET_NAMES)(
  'preset %s is usable, has effect in all of it, and survives its fields',
  (name) => {
    const settings = settingsOf(PRESETS[name]);
    expect(understand(settings)).toMatchObject({ config: PRESETS[name], ignored: [] });
  },
);

test('withMethod(drafts, method) gives that method from any other', () => {
  const methods = [
    'greedy',
    'sample',
    'best of n',
    'contrastive',
    'beam',
    'beam sample',
    'diverse beam',
  ] as const;
  for (const from of methods)
    for (const to of methods)
      expect(read(withMethod(withMethod({}, from), to))).toMatchObject({ method: to });
});

test('wordsOf(text) parts at commas of both scripts', () => {
  expect(wordsOf(' cat, dog，猫、 ,\nfox')).toEqual(['cat', 'dog', '猫', 'fox']);
});

test('problemWith(field, text, least, most): whole numbers in bounds alone', () => {
  expect(problemWith('seed', '4294967295', 0, 0xffffffff)).toEqual([]);
  for (const seed of ['-1', '1.5', '', 'NaN', '4294967296'])
    expect(problemWith('seed', seed, 0, 0xffffffff)).toHaveLength(1);
  expect(problemWith('newTokens', '1e9', 1, 200)).toMatchObject([{ code: 'limit', most: 200 }]);
});
