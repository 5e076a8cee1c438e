import { parseArgs } from 'node:util';
import { openInNode } from '../../../src/lib/model/node.ts';
import {
  defaultStride,
  scoreText,
  slidingWindows,
  totals,
  type TokenScore,
  type Totals,
} from '../../../src/lib/scoring/index.ts';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, modelOption, type Command } from '../command.ts';
import { parseCount } from '../input.ts';
import { withModel } from '../models/open.ts';
import { promptHelp, promptOptions, readPrompt, tokenText } from '../prompt.ts';
import { columns, quoted } from '../table.ts';

const options = {
  ...common,
  ...promptOptions,
  model: { type: 'string' },
  window: { type: 'string' },
  stride: { type: 'string' },
} as const;

export const score: Command = {
  name: 'score',
  summary: 'how likely the model finds each token of a text',
  usage: 'TEXT [options]',
  options: [
    ...promptHelp,
    [modelOption[0], `${modelOption[1]}; default: teaching`],
    ['--window N', 'tokens that are read at once; default: as many as the model has positions'],
    ['--stride N', 'how far the next window is moved on; default: half a window'],
    jsonOption,
  ],
  notes: `TEXT - is standard input, taken as it is. The first token has nothing before it and is not
scored; --bos puts <|endoftext|> before it. A text longer than the window is read in windows, and
each token is scored in the first that holds it. Ranks begin with 1; surprise is −log₂ P in bits.
--json gives model, backend, dtype, ids, window, stride, tokens (id, token, logprob, rank, bits,
entropy) and total (count, logprob, bits, loss, perplexity).`,

  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const given = {
      window: parseCount('window', values.window),
      stride: parseCount('stride', values.stride),
    };
    const prompt = await readPrompt(positionals, values);
    return withModel(values.model, async (model) => {
      const { files, tokenizer } = model;
      const ids = prompt(model);
      if (ids.length < 2)
        throw new CliError('one token has nothing before it to be scored by: give more, or --bos');
      const { n_positions } = files.config;
      const { window = n_positions, stride = defaultStride(window) } = given;
      if (window > n_positions)
        throw new CliError(`--window ${window} is more than the model’s ${n_positions} positions`);
      slidingWindows(ids.length, window, stride); // refuses what cannot be before the model is loaded
      const engine = await openInNode(files);
      const scores = await scoreText(engine, ids, { window, stride });
      await engine.release();
      const { backend, dtype } = engine.info;
      const named = scores.map((one) => ({ token: tokenText(tokenizer, one.id), ...one }));
      const total = totals(scores);
      const json = { model: files.name, backend, dtype, ids, window, stride, tokens: named, total };
      const windows = { length: ids.length, window, stride };
      return { asJson: values.json === true, json, text: describe(named, total, windows) };
    });
  },
};

interface Windows {
  readonly length: number;
  readonly window: number;
  readonly stride: number;
}

function describe(
  tokens: readonly (TokenScore & { readonly token: string | null })[],
  { count, logprob, bits, perplexity }: Totals,
  windows: Windows,
): string {
  const rows = tokens.map(({ id, token, logprob, rank, bits }) => [
    String(id),
    quoted(token),
    logprob.toFixed(4),
    String(rank),
    bits.toFixed(2),
  ]);
  const lines = [
    ...columns([['id', 'token', 'logprob', 'rank', 'bits'], ...rows], [0, 2, 3, 4]),
    '',
    `${count} ${count === 1 ? 'token' : 'tokens'} scored: log-probability ${logprob.toFixed(4)}, surprise ${bits.toFixed(2)} bits, ${(bits / count).toFixed(2)} a token`,
    `perplexity ${perplexity.toFixed(2)}, ${how(windows)}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Perplexity depends on how much of the text the model sees: which choice this number stands for. */
const how = ({ length, window, stride }: Windows): string =>
  length <= window
    ? `each token given all before it (window ${window})`
    : `in windows of ${window} tokens, each ${stride} further on: beyond the first, a token has at least ${window - stride} before it`;
