/** The command line: `npm run -s vitrine -- COMMAND …`. The same engine as in the page. */
import { ModelError } from '../../src/lib/model/errors.ts';
import { UsageError } from './arguments.ts';
import { generateCommand } from './generate.ts';
import { help } from './help.ts';
import { modelCommand } from './model.ts';
import { runCommand } from './run.ts';
import { tokenizeCommand } from './tokenize.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  tokenize: tokenizeCommand,
  run: runCommand,
  generate: generateCommand,
  model: modelCommand,
};

/** Runs a command and gives the exit code: 0, or 2 with one line on standard error. */
async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  try {
    if (name === '--help' || name === 'help' || args.includes('--help')) {
      process.stdout.write(help(name));
      return 0;
    }
    const command = COMMANDS[name];
    if (command === undefined)
      throw new UsageError(`unknown command: ${name} (try: vitrine --help)`);
    return await command(args);
  } catch (error) {
    process.stderr.write(`vitrine: ${sentence(error)}\n`);
    return 2;
  }
}

/** One line, with the code of the model's own errors in front. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replace(/\s*\n\s*/g, ' ').trim();
  return error instanceof ModelError ? `${error.code}: ${line}` : line;
}

process.exitCode = await main(process.argv.slice(2));
