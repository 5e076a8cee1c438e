import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, type Command } from '../command.ts';
import { findCommand } from '../find-command.ts';
import { columns } from '../table.ts';

/** The command `help`, which knows the others and itself. */
export function helpAbout(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    summary: 'what a command does and takes',
    usage: '[COMMAND]',
    options: [jsonOption],

    async run(args) {
      const { values, positionals } = parseArgs({
        args: [...args],
        options: common,
        allowPositionals: true,
      });
      const commands = [...others, help];
      const { command, rest } = findCommand(commands, positionals);
      if (positionals.length > 0 && (command === null || rest.length > 0))
        throw new CliError(`no such command: ${positionals.join(' ')}`);
      const text = command === null ? overview(commands) : helpFor(command);
      return { asJson: values.json === true, json: { help: text }, text };
    },
  };
  return help;
}

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  const lines = columns(commands.map(({ name, usage, summary }) => [`${name} ${usage}`, summary]));
  return `GPT-2 on the command line.

Usage: npm run -s vitrine -- COMMAND …

${indent(lines)}

COMMAND --help tells more. With --json a command prints one JSON object and nothing else.
Errors are one line on standard error, with exit code 2.
`;
}

/** One command in full. */
export function helpFor({ name, usage, summary, options, notes }: Command): string {
  const title = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const parts = [
    title,
    `Usage: npm run -s vitrine -- ${name} ${usage}`,
    indent(columns(options)),
    ...(notes === undefined ? [] : [notes]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');
