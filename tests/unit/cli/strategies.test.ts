import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byLikelihood } from '#lib/sampling/index.ts';
import { readSettings } from '../../../tools/cli/generation/read-settings.ts';
import { teachingEngine } from '../model/engine/teaching.ts';
import { json, temporaryFolder, vitrine } from './start.ts';

const prompt = [7454, 2402, 257, 640];
const ids = ['generate', '--ids', prompt.join(), '--max-new-tokens=6'];

test('generate --num-beams gives the texts of the engine’s beam search, best first', async () => {
  const args = ['--strategy=beam', '--num-beams=3', '--num-return-sequences=2'];
  const more = ['--no-repeat-ngram-size=2', '--length-penalty=0.5', '--early-stopping=never'];
  const result = await json([...ids, ...args, ...more]);
  const engine = await teachingEngine();
  const { texts } = await engine.beams(prompt, {
    numBeams: 3,
    numReturnSequences: 2,
    noRepeatNgramSize: 2,
    lengthPenalty: 0.5,
    earlyStopping: 'never',
    maxNewTokens: 6,
  });
  const sequences = result.sequences as { ids: number[]; score: number; logprob: number }[];
  expect(sequences.map((one) => one.ids)).toEqual(texts.map((text) => text.ids));
  for (const [i, { score, logprob }] of texts.entries()) {
    expect(sequences[i]?.score).toBeCloseTo(score, 6);
    expect(sequences[i]?.logprob).toBeCloseTo(logprob, 6);
  }
  expect(result).toMatchObject({ strategy: 'beam', ids: texts[0]?.ids, notes: [] });
});

test('generate prints several texts with their scores, one as it is', async () => {
  const beams = [...ids, '--num-beams=2'];
  const { stdout: both } = await vitrine([...beams, '--num-return-sequences=2']);
  expect(both).toMatch(/^1\. score -\d\.\d{4}, length\n.+\n\n2\. score -\d\.\d{4}, length\n.+\n$/s);
  const { stdout } = await vitrine(beams);
  expect(both).toContain(stdout);
});

test('generate --strategy contrastive takes k = 4 and α = 0.6, as its paper does', async () => {
  const result = await json([...ids, '--strategy=contrastive']);
  const engine = await teachingEngine();
  const options = { topK: 4, penaltyAlpha: 0.6, maxNewTokens: 6 };
  expect(result.ids).toEqual((await engine.contrast(prompt, options)).ids);
  expect(result.strategy).toBe('contrastive');
});

test('generate --best-of draws n texts and gives the likeliest', async () => {
  const draw = ['--do-sample', '--seed=3', '--best-of=3', '--num-return-sequences=3'];
  const result = await json([...ids, ...draw]);
  const texts = result.sequences as { ids: number[]; logprobs: number[]; seed: number }[];
  expect(texts).toEqual(byLikelihood(texts));
  expect(texts.map(({ seed }) => seed).toSorted()).toEqual([3, 4, 5]);
  const [best] = texts;
  const alone = await json([...ids, '--do-sample', `--seed=${String(best?.seed)}`]);
  expect(alone.ids).toEqual(best?.ids);
});

test('with everything banned the text so far is printed, and a sentence says why it ends', async () => {
  const all = JSON.stringify(Array.from({ length: 8193 }, (_, id) => [id]));
  const { code, stdout, stderr } = await vitrine(['generate', 'The cat', '--bad-words-ids', all]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'The cat\n' });
  expect(stderr).toBe(
    'vitrine: every token is banned after 0 new ones: the text ends there (ease the bans)\n',
  );
});

describe('settings', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  test('--generation-config reads what --save-generation-config writes; the command line wins', async () => {
    const file = join(folder.path, 'generation_config.json');
    const given = ['--num-beams=4', '--num-beam-groups=2', '--diversity-penalty=0.5'];
    const first = await json([...ids, ...given, '--save-generation-config', file]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      max_new_tokens: 6,
      num_beams: 4,
      num_beam_groups: 2,
      diversity_penalty: 0.5,
    });
    const again = await json(['generate', '--ids', prompt.join(), '--generation-config', file]);
    expect(again).toEqual(first);
    const { config } = await readSettings({ 'generation-config': file, 'num-beams': '6' });
    expect(config).toMatchObject({ numBeams: 6, numBeamGroups: 2 });
  });

  test('keys of a file that mean nothing here are named', async () => {
    const file = join(folder.path, 'other.json');
    await writeFile(file, '{"do_sample": true, "top_k": 0, "transformers_version": "4.40"}');
    const { method, config, notes } = await readSettings({ 'generation-config': file });
    expect({ method, config }).toEqual({ method: 'sample', config: { doSample: true } });
    expect(notes).toEqual([`${file} also has what means nothing here: transformers_version`]);
  });
});

test.each([
  [{}, 'greedy', []],
  [{ 'top-k': '5' }, 'sample', []],
  [{ 'num-beams': '3' }, 'beam', []],
  [{ 'num-beams': '3', 'do-sample': true, temperature: '2' }, 'beam sample', []],
  [{ strategy: 'beam' }, 'beam', []],
  [{ 'penalty-alpha': '0.6', 'top-k': '4' }, 'contrastive', []],
  [{ 'num-beams': '2', 'num-beam-groups': '2' }, 'diverse beam', []],
  [
    { 'num-beams': '3', temperature: '2' },
    'beam',
    [/^temperature has no effect: nothing is drawn/],
  ],
  [{ strategy: 'greedy', 'top-p': '0.5' }, 'greedy', [/^top-p has no effect: nothing is drawn/]],
  [{ strategy: 'greedy', 'do-sample': true }, 'greedy', [/greedy wins: do-sample true/]],
  [{ strategy: 'sample', 'num-beams': '4' }, 'sample', [/sample wins: num-beams 4/]],
  [{ strategy: 'beam', 'num-beams': '1' }, 'greedy', [/beam comes to greedy/]],
  [{ 'top-k': '3', temperature: '0' }, 'sample', [/^top-k has no effect: temperature 0/]],
  [{ 'length-penalty': '2' }, 'greedy', [/^length-penalty has no effect: there is one beam/]],
  [
    { 'max-length': '9', 'max-new-tokens': '3' },
    'greedy',
    [/^max-length has no effect: max-new-tokens wins/],
  ],
  [
    { 'eos-token-id': 'none', 'min-length': '3' },
    'greedy',
    [/^min-length has no effect: no token ends the text/],
  ],
  [
    { 'penalty-alpha': '0.5', 'num-beams': '2' },
    'beam',
    [/^penalty-alpha has no effect: .*num-beams wins/],
  ],
])('%j: what it asks for, and what has no effect', async (values, method, notes) => {
  const settings = await readSettings(values);
  expect(settings.method).toBe(method);
  expect(settings.notes).toHaveLength(notes.length);
  for (const [i, note] of notes.entries()) expect(settings.notes[i]).toMatch(note);
});
