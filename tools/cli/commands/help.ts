import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, type Command } from '../command.ts';
import { columns } from '../table.ts';
import { commands, findCommand } from './index.ts';

export const help: Command = {
  name: 'help',
  summary: 'what a command does and takes',
  usage: '[COMMAND]',
  options: [jsonOption],

  run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: common,
      allowPositionals: true,
    });
    const { command, rest } = findCommand(positionals);
    if (positionals.length > 0 && (command === null || rest.length > 0))
      return Promise.reject(new CliError(`no such command: ${positionals.join(' ')}`));
    const text = command === null ? overview() : helpFor(command);
    return Promise.resolve({ asJson: values.json === true, json: { help: text }, text });
  },
};

/** All commands, a line each. */
export function overview(): string {
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
