import type { Command } from './command.ts';

/** The command that the arguments begin with, and what follows its name. */
export function findCommand(
  commands: readonly Command[],
  args: readonly string[],
): { command: Command | null; rest: readonly string[] } {
  for (const command of commands) {
    const words = command.name.split(' ');
    if (words.every((word, i) => args[i] === word))
      return { command, rest: args.slice(words.length) };
  }
  return { command: null, rest: args };
}
