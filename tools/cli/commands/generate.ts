import { parseArgs } from 'node:util';
import type { Tokenizer } from '../../../src/lib/bpe/index.ts';
import type { GenerateOptions } from '../../../src/lib/model/api.ts';
import { openInNode } from '../../../src/lib/model/node.ts';
import { checkSampling } from '../../../src/lib/sampling/index.ts';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, modelOption, type Command } from '../command.ts';
import { editHelp, readEdits } from '../edits.ts';
import { parseCount, parseNumber } from '../input.ts';
import { withModel } from '../models/open.ts';
import { hasToken, promptHelp, promptOptions, readPrompt, textOf } from '../prompt.ts';

const options = {
  ...common,
  ...promptOptions,
  model: { type: 'string' },
  edit: { type: 'string', multiple: true },
  'max-new-tokens': { type: 'string' },
  strategy: { type: 'string' },
  temperature: { type: 'string' },
  'top-k': { type: 'string' },
  'top-p': { type: 'string' },
  'min-p': { type: 'string' },
  'typical-p': { type: 'string' },
  'epsilon-cutoff': { type: 'string' },
  'eta-cutoff': { type: 'string' },
  'repetition-penalty': { type: 'string' },
  'frequency-penalty': { type: 'string' },
  'presence-penalty': { type: 'string' },
  'no-repeat-ngram-size': { type: 'string' },
  'min-length': { type: 'string' },
  'min-new-tokens': { type: 'string' },
  seed: { type: 'string' },
} as const;

const DEFAULT_LENGTH = 40;

export const generate: Command = {
  name: 'generate',
  summary: 'lets the model write on',
  usage: 'TEXT [options]',
  options: [
    ...promptHelp,
    [modelOption[0], `${modelOption[1]}; default: teaching`],
    ['--max-new-tokens N', `default ${DEFAULT_LENGTH}; <|endoftext|> ends the text earlier`],
    ['--strategy greedy|sample', 'default: sample if one of the next seven is given, else greedy'],
    ['--temperature T', 'divides the logits; default 1'],
    ['--top-k K', 'draw from the K likeliest tokens; default all'],
    ['--top-p P', 'draw from the fewest tokens that together have the probability P; default 1'],
    ['--min-p M', 'draw from tokens at least M times as likely as the likeliest; default 0'],
    ['--typical-p P', 'draw from the tokens of nearly the expected surprise; default 1, all'],
    ['--epsilon-cutoff E', 'draw from tokens of at least this probability; default 0'],
    ['--eta-cutoff E', 'the same, with a bound that falls where the choice is open; default 0'],
    ['--repetition-penalty R', 'divides the logits of tokens that have been; default 1'],
    ['--frequency-penalty A', 'off for each time that a token was written; default 0'],
    ['--presence-penalty A', 'off once if a token was written; default 0'],
    ['--no-repeat-ngram-size N', 'no N tokens in a row twice; default 0, no ban'],
    ['--min-length N', 'no end before N tokens, prompt included; default 0'],
    ['--min-new-tokens N', 'no end before N new tokens; default 0'],
    ['--seed N', 'of the draws, 0 to 4294967295; default 0'],
    editHelp,
    jsonOption,
  ],
  notes: `TEXT - is standard input, taken as it is. Without --json the text is printed as it is written.
--json gives ids and text (prompt and continuation), logprobs (of the new tokens, under the model
itself), prompt_ids, new_ids, model, backend, dtype, strategy and stopped.`,

  async run(args, write) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const sampling = readSampling(values);
    const prompt = await readPrompt(positionals, values);
    const edits = await readEdits(values.edit);
    return withModel(values.model, async ({ files, tokenizer, ...rest }) => {
      const ids = prompt({ files, tokenizer, ...rest });
      const engine = await openInNode(files);
      const asJson = values.json === true;
      const stream = asJson ? null : streamTo(write, tokenizer);
      // an empty list stays away, so that the engine takes its fastest way
      const settings = edits.length === 0 ? sampling : { ...sampling, edits };
      let began = false;
      const begin = (): void => {
        if (!began) for (const id of ids) stream?.(id);
        began = true;
      };
      const written = await engine.generate(ids, settings, ({ id }) => {
        begin();
        stream?.(id);
      });
      begin();
      stream?.(null);
      await engine.release();
      const { backend, dtype } = engine.info;
      const json = {
        ids: written.ids,
        text: textOf(tokenizer, written.ids),
        logprobs: written.logprobs,
        prompt_ids: ids,
        new_ids: written.newIds,
        model: files.name,
        backend,
        dtype,
        strategy: sampling.strategy,
        stopped: written.stopped,
      };
      return { asJson, json, text: '\n' };
    });
  },
};

/** The options that draw, and those that count for every strategy, by their names in the engine. */
const DRAWING = {
  temperature: 'temperature',
  topK: 'top-k',
  topP: 'top-p',
  minP: 'min-p',
  typicalP: 'typical-p',
  epsilonCutoff: 'epsilon-cutoff',
  etaCutoff: 'eta-cutoff',
} as const;
const COUNTING = {
  repetitionPenalty: 'repetition-penalty',
  frequencyPenalty: 'frequency-penalty',
  presencePenalty: 'presence-penalty',
  noRepeatNgramSize: 'no-repeat-ngram-size',
  minLength: 'min-length',
  minNewTokens: 'min-new-tokens',
  seed: 'seed',
} as const;
type Flag =
  | (typeof DRAWING)[keyof typeof DRAWING]
  | (typeof COUNTING)[keyof typeof COUNTING]
  | 'max-new-tokens'
  | 'strategy';
type Values = { readonly [K in Flag]?: string | undefined };

/** How to write on; a CliError or RangeError for an option that makes no sense. */
function readSampling(values: Values): GenerateOptions {
  const drawing = numbersOf(DRAWING, values);
  const strategy = values.strategy ?? (Object.keys(drawing).length > 0 ? 'sample' : 'greedy');
  if (strategy !== 'greedy' && strategy !== 'sample')
    throw new CliError(`--strategy is neither greedy nor sample: ${strategy}`);
  const sampling = { strategy, ...drawing, ...numbersOf(COUNTING, values) } as const;
  checkSampling(sampling);
  const maxNewTokens = parseCount('max-new-tokens', values['max-new-tokens']) ?? DEFAULT_LENGTH;
  return { ...sampling, maxNewTokens };
}

/** The numbers that are given. */
function numbersOf<Name extends string>(
  flags: Readonly<Record<Name, Flag>>,
  values: Values,
): Partial<Record<Name, number>> {
  const given: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(flags) as Name[]) {
    const number = parseNumber(flags[name], values[flags[name]]);
    if (number !== undefined) given[name] = number;
  }
  return given;
}

/**
 * Writes tokens as whole characters: bytes wait for the rest of theirs. Call it with null at the
 * end. Ids are written in place of tokens where there is no tokenizer.
 */
function streamTo(
  write: (text: string) => void,
  tokenizer: Tokenizer | null,
): (id: number | null) => void {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let first = true;
  return (id) => {
    if (id === null) write(utf8.decode());
    else if (tokenizer === null) write(first ? String(id) : ` ${id}`);
    else if (hasToken(tokenizer, id))
      write(utf8.decode(tokenizer.tokenBytes(id), { stream: true }));
    first = false;
  };
}
