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
  ['a strategy that is none', ['generate', 'x', '--strategy', 'beem'], /contrastive: beem/],
  ['no beams', ['generate', 'x', '--num-beams', '0'], /num-beams/],
  ['more beams than are read at once', ['generate', 'x', '--num-beams', '999'], /at most 64.*999/],
  [
    'more texts than beams',
    ['generate', 'x', '--num-beams=2', '--num-return-sequences=3'],
    /num-return-sequences.*2 beams/,
  ],
  [
    'beams that make no groups',
    ['generate', 'x', '--num-beams=5', '--num-beam-groups=2'],
    /num-beam-groups.*5 beams/,
  ],
  ['several greedy texts', ['generate', 'x', '--num-return-sequences=2'], /num-return-sequences/],
  ['the best of beams', ['generate', 'x', '--num-beams=2', '--best-of=2'], /best-of.*beam/],
  ['stopping some time', ['generate', 'x', '--early-stopping', 'soon'], /early-stopping.*soon/],
  ['bad words that are no list', ['generate', 'x', '--bad-words-ids', '[1]'], /bad-words-ids/],
  ['an alpha above one', ['generate', 'x', '--penalty-alpha', '2'], /penalty-alpha/],
  ['an infinite length penalty', ['generate', 'x', '--length-penalty', '1e999'], /length-penalty/],
  ['a penalty of 0', ['generate', 'x', '--repetition-penalty', '0'], /repetition-penalty/],
  ['settings that are not there', ['generate', 'x', '--generation-config', 'no.json'], /no\.json/],
  ['settings that are no JSON', ['generate', 'x', '--generation-config', 'README.md'], /JSON/],
  ['nothing to score', ['score', 'The'], /one token.*--bos/],
  ['a window of one token', ['score', 'The cat', '--window', '1'], /window/],
  ['a window beyond the positions', ['score', 'The cat', '--window', '9999'], /window.*256/],
  ['a stride as wide as the window', ['score', 'x y', '--window=8', '--stride=8'], /stride/],
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
