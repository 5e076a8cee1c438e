/** The command line: `npm run -s vitrine -- COMMAND …`. The same engine as in the page. */
import { ModelError } from '../../src/lib/model/errors.ts';
import { CliError } from './cli-error.ts';
import type { Result } from './command.ts';
import { helpFor, overview } from './commands/help.ts';
import { commands } from './commands/index.ts';
import { findCommand } from './find-command.ts';

/** Runs a command and gives the exit code: 0, or 2 with one line on standard error. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const { asJson, json, text, notes = [], failure } = await resultOf(args);
    write(asJson ? `${JSON.stringify(json)}\n` : text);
    for (const note of asJson ? [] : notes) complain(note);
    if (failure === undefined) return 0;
    complain(failure);
  } catch (error) {
    complain(sentence(error));
  }
  return 2;
}

async function resultOf(args: readonly string[]): Promise<Result> {
  const { command, rest } = findCommand(commands, args);
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  const help = options.includes('--help') || options.includes('-h');
  const [first] = args;
  if (
    command === null &&
    first !== undefined &&
    !(help && (first.startsWith('-') || first === 'model'))
  )
    throw new CliError(`no such command: ${first} (try: vitrine help)`);
  if (command !== null && !help) return command.run(rest, write);
  const text = command === null ? overview(commands) : helpFor(command);
  return { asJson: options.includes('--json'), json: { help: text }, text };
}

function write(text: string): void {
  process.stdout.write(text);
}

/** One line, whatever a message quotes. */
function complain(message: string): void {
  const line = message.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  process.stderr.write(`vitrine: ${line}\n`);
}

/** With the code of the model's own errors in front. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ModelError ? `${error.code}: ${message}` : message;
}

// whoever reads our output, such as `head`, has seen enough
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') complain(error.message);
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

process.exitCode = await main(process.argv.slice(2));
