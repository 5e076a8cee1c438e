import { expect, test } from 'vitest';
import { commands } from '../../../tools/cli/commands/index.ts';
import { helpFor } from '../../../tools/cli/commands/help.ts';
import { json, vitrine } from './start.ts';

test('vitrine --help names each command', async () => {
  const { code, stdout, stderr } = await vitrine(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const { name, summary } of commands) {
    expect(stdout).toContain(name);
    expect(stdout).toContain(summary);
  }
  expect(await json(['--help'])).toEqual({ help: stdout });
});

test('COMMAND --help and help COMMAND say the same', async () => {
  const [after, before] = [
    await vitrine(['model', 'verify', '--help']),
    await vitrine(['help', 'model', 'verify']),
  ];
  expect(after).toEqual(before);
  expect(after.stdout).toBe(helpFor(commands.find(({ name }) => name === 'model verify')!));
});

test('after -- an option is text', async () => {
  const { code, stdout } = await vitrine(['tokenize', '--json', '--', '--help']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ ids: [438, 16794], tokens: ['--', 'help'] });
});
