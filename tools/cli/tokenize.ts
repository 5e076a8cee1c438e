import { gpt2Tokenizer } from '../../src/lib/bpe/index.ts';
import { parseConfig } from '../../src/lib/model/config.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneText, parse } from './arguments.ts';
import { directoryOf, openTokenizer } from './models.ts';

/** `tokenize TEXT`: GPT-2's own ids, or those of `--model`. */
export async function tokenizeCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    model: { type: 'string' },
    'allow-special': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const tokenizer =
    values.model === undefined ? await gpt2Tokenizer() : await tokenizerOf(values.model);
  const allowSpecial = values['allow-special'] ?? false;
  const ids = tokenizer.encode(oneText(positionals), { allowSpecial });
  const tokens = ids.map((id) => tokenizer.tokenText(id));
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ ids, tokens })}\n`
      : ids.map((id, i) => `${String(id).padStart(6)}  ${JSON.stringify(tokens[i])}\n`).join(''),
  );
  return 0;
}

async function tokenizerOf(model: string): ReturnType<typeof openTokenizer> {
  const directory = directoryOf(model);
  const config = parseConfig(JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')));
  return openTokenizer(directory, config.vocab_size);
}
