import type { Command } from '../command.ts';
import { generate } from './generate.ts';
import { modelList } from './model-list.ts';
import { modelVerify } from './model-verify.ts';
import { run } from './run.ts';
import { tokenize } from './tokenize.ts';
import { help } from './help.ts';

export const commands: readonly Command[] = [tokenize, run, generate, modelList, modelVerify, help];

/** The command that the arguments begin with, and what follows its name. */
export function findCommand(args: readonly string[]): {
  command: Command | null;
  rest: readonly string[];
} {
  for (const command of commands) {
    const words = command.name.split(' ');
    if (words.every((word, i) => args[i] === word))
      return { command, rest: args.slice(words.length) };
  }
  return { command: null, rest: args };
}
