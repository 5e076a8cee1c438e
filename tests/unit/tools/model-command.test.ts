import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';

/** Runs the command as a process of its own. */
const model = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const command = ['tools/model/model.ts', ...args];
    execFile('node_modules/.bin/node', command, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

describe('npm run model', () => {
  test.each([
    [[], 'model: no such command: (none); --help lists them\n'],
    [['got'], 'model: no such command: got; --help lists them\n'],
    [['get'], 'model: which model? model get openai-community/gpt2\n'],
    [
      ['get', 'gpt2', '--dtype', 'int7'],
      'model: no such dtype: int7; there are int8, int4, fp16, fp32\n',
    ],
    [
      ['get', 'x', '--from', '/no/such/folder'],
      'model: no such file: /no/such/folder/config.json\n',
    ],
    [['kit'], 'model: where to? --out FILE.zip\n'],
    [['quality', '--tokens', 'many'], 'model: not a count: many\n'],
  ])('%j fails with one line and exit code 2', async (args, message) => {
    expect(await model(...args)).toEqual({ code: 2, out: '', err: message });
  });

  test('quality --json gives one JSON object', async () => {
    const { code, out } = await model('quality', '--dtype', 'int8', '--tokens', '512', '--json');
    expect(code).toBe(0);
    const json = JSON.parse(out) as { predictions: number; forms: { dtype: string }[] };
    expect(json.predictions).toBe(512);
    expect(json.forms.map(({ dtype }) => dtype)).toEqual(['int8']);
  });
});
