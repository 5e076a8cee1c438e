import { expect, test } from 'vitest';
import { vitrine } from './start.ts';

const edit = (json: string): string[] => ['run', 'The cat', '--edit', json];

const cases: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
  ['an unknown command', ['sing'], /no such command: sing/],
  ['an unknown command under model', ['model', 'eat'], /no such command/],
  ['an unknown option', ['run', 'x', '--colour', 'red'], /--colour/],
  ['an option without its value', ['run', 'x', '--model'], /--model/],
  ['no text', ['tokenize'], /no TEXT/],
  ['two texts', ['tokenize', 'the', 'cat'], /more than one TEXT.*the cat|quotes/],
  ['an empty text', ['run', ''], /empty/],
  ['an empty text to go on from', ['generate', ''], /empty/],
  ['text and ids', ['run', 'x', '--ids', '1'], /--ids/],
  ['ids that are none', ['run', '--ids', '1,two'], /1,two/],
  ['an id outside the vocabulary', ['run', '--ids', '8193'], /bad-id: .*8193/],
  ['more tokens than positions', ['run', ' a'.repeat(300)], /too-long: .*256/],
  ['an unknown model', ['run', 'x', '--model', 'nobody'], /nobody.*teaching/],
  ['a directory that holds no model', ['run', 'x', '--model', 'tests'], /tests/],
  ['an unknown model to tokenize for', ['tokenize', 'x', '--model', 'nobody'], /nobody/],
  ['an unknown model to verify', ['model', 'verify', 'nobody'], /nobody/],
  ['an unknown activation', ['run', 'x', '--capture', 'hook_nose'], /bad-capture: .*hook_nose/],
  ['an edit that is not JSON', edit('{"at":'), /bad-edit/],
  [
    'an edit of what can only be captured',
    edit('{"at":"blocks.0.attn.hook_q","do":"zero"}'),
    /hook_q/,
  ],
  [
    'a misspelt field',
    edit('{"at":"blocks.0.attn.hook_z","heads":1,"do":"zero"}'),
    /hook_z.*heads/,
  ],
  [
    'a head that is not there',
    edit('{"at":"blocks.0.attn.hook_z","head":8,"do":"zero"}'),
    /head 8/,
  ],
  ['a file of edits that is not there', edit('@no-such-file.json'), /no-such-file\.json/],
  [
    'a place that cannot be written',
    ['run', 'x', '--save', 'no-folder/x.safetensors'],
    /no-folder/,
  ],
  ['a strategy that is none', ['generate', 'x', '--strategy', 'beam'], /beam/],
  ['a temperature that is no number', ['generate', 'x', '--temperature', 'hot'], /hot/],
  ['a temperature below zero', ['generate', 'x', '--temperature=-1'], /temperature/],
  ['a top-k of nothing', ['generate', 'x', '--top-k', '0'], /top-k/],
  ['a top-p above one', ['generate', 'x', '--top-p', '1.5'], /top-p/],
  ['a seed with a fraction', ['generate', 'x', '--seed', '1.5'], /seed/],
  ['half a token', ['generate', 'x', '--max-new-tokens', '2.5'], /max-new-tokens.*2\.5/],
];

test.concurrent.for(cases)(
  '%s: one line on standard error, exit code 2',
  async ([, args, message]) => {
    for (const json of args.includes('--ids') ? [[], ['--json']] : [['--json']]) {
      const { code, stdout, stderr } = await vitrine([...args, ...json]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^vitrine: [^\n]+\n$/);
      expect(stderr).toMatch(message);
    }
  },
);

test.concurrent('input that is not UTF-8: one line on standard error, exit code 2', async () => {
  const { code, stdout, stderr } = await vitrine(['tokenize', '-'], {
    input: new Uint8Array([0x61, 0xff]),
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('vitrine: standard input is not UTF-8\n');
});
