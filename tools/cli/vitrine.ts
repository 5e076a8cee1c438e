/** The command line: `npm run -s vitrine -- COMMAND …`. The same engine as in the page. */
import { ModelError } from '../../src/lib/model/errors.ts';
import { CliError } from './cli-error.ts';
import { findCommand } from './commands/index.ts';
import { helpFor, overview } from './commands/help.ts';

/** Runs a command and gives the exit code: 0, or 2 with one line on standard error. */
async function main(args: readonly string[]): Promise<number> {
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  try {
    const [first] = args;
    const { command, rest } = findCommand(args);
    if (command === null) {
      if (first !== undefined && first !== '--help' && first !== '-h')
        throw new CliError(`no such command: ${first} (try: vitrine help)`);
      write(overview());
      return 0;
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      write(helpFor(command));
      return 0;
    }
    const { asJson, json, text, failure } = await command.run(rest, write);
    write(asJson ? `${JSON.stringify(json)}\n` : text);
    if (failure === undefined) return 0;
    process.stderr.write(`vitrine: ${failure}\n`);
  } catch (error) {
    process.stderr.write(`vitrine: ${sentence(error)}\n`);
  }
  return 2;
}

/** One line, with the code of the model's own errors in front. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replace(/\s*\n\s*/g, ' ').trim();
  return error instanceof ModelError ? `${error.code}: ${line}` : line;
}

process.exitCode = await main(process.argv.slice(2));
