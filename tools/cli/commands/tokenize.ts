import { parseArgs } from 'node:util';
import { gpt2Tokenizer, type Tokenizer } from '../../../src/lib/bpe/index.ts';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, modelOption, type Command } from '../command.ts';
import { readText } from '../input.ts';
import { findModel } from '../models/find.ts';
import { readTokenizer } from '../models/tokenizer.ts';
import { columns, quoted } from '../table.ts';

const options = {
  ...common,
  model: { type: 'string' },
  'allow-special': { type: 'boolean' },
} as const;

export const tokenize: Command = {
  name: 'tokenize',
  summary: 'the tokens of a text',
  usage: 'TEXT [options]',
  options: [
    [modelOption[0], `${modelOption[1]}; default: GPT-2's own 50,257 tokens`],
    ['--allow-special', 'read <|endoftext|> in TEXT as one token; else it is plain text'],
    jsonOption,
  ],
  notes: `TEXT - is standard input, taken as it is. --json gives ids and tokens.
Bytes that are no whole character are shown as <0xE6>.`,

  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const text = await readText(positionals);
    const tokenizer = await tokenizerOf(values.model);
    const ids = tokenizer.encode(text, { allowSpecial: values['allow-special'] === true });
    const tokens = ids.map((id) => tokenizer.tokenText(id));
    const lines = columns(
      ids.map((id, i) => [String(id), quoted(tokens[i] ?? null)]),
      [0],
    );
    return {
      asJson: values.json === true,
      json: { ids, tokens },
      text: lines.map((line) => `${line}\n`).join(''),
    };
  },
};

async function tokenizerOf(model: string | undefined): Promise<Tokenizer> {
  if (model === undefined) return gpt2Tokenizer();
  const { path } = await findModel(model);
  const tokenizer = await readTokenizer(path);
  if (tokenizer !== null) return tokenizer;
  throw new CliError(`no tokenizer files (vocab.json and merges.txt) in ${path}`);
}
