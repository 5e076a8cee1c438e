import { parseArgs } from 'node:util';
import type { Run } from '../../../src/lib/model/api.ts';
import { checkEdits } from '../../../src/lib/model/edits.ts';
import { captureList } from '../../../src/lib/model/names.ts';
import { openInNode } from '../../../src/lib/model/node.ts';
import { topTokens } from '../../../src/lib/sampling/index.ts';
import { common, jsonOption, modelOption, type Command } from '../command.ts';
import { editHelp, readEdits } from '../edits.ts';
import { withModel } from '../models/open.ts';
import { promptHelp, promptOptions, readPrompt, tokenText } from '../prompt.ts';
import { saveTensors } from '../save.ts';
import { columns, quoted } from '../table.ts';

const options = {
  ...common,
  ...promptOptions,
  model: { type: 'string' },
  capture: { type: 'string' },
  edit: { type: 'string', multiple: true },
  save: { type: 'string' },
} as const;

export const run: Command = {
  name: 'run',
  summary: 'one pass of the model over a text, and the ten likeliest next tokens',
  usage: 'TEXT [options]',
  options: [
    ...promptHelp,
    [modelOption[0], `${modelOption[1]}; default: teaching`],
    ['--capture NAME,…|all', "activations to keep, by TransformerLens's names"],
    editHelp,
    ['--save FILE.safetensors', 'write the logits [T, V] and what was captured, in float32'],
    jsonOption,
  ],
  notes: `TEXT - is standard input, taken as it is. --json gives model, backend, dtype, ids and top
(id, token, logprob); with --capture also captured (name → shape).`,

  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const prompt = await readPrompt(positionals, values);
    const edits = await readEdits(values.edit);
    return withModel(values.model, async (model) => {
      const { config } = model.files;
      const ids = prompt(model);
      const capture = captureList(config, parseNames(values.capture));
      checkEdits(config, edits, ids.length);
      const engine = await openInNode(model.files);
      const logits = values.save === undefined ? 'last' : 'all';
      const result = await engine.run(ids, { capture, edits, logits });
      await engine.release();
      if (values.save !== undefined) await save(values.save, model.files.name, result);

      const last = result.logits.data.subarray(-config.vocab_size);
      const top = topTokens(last, 10).map(({ id, logprob }) => {
        return { id, token: tokenText(model.tokenizer, id), logprob };
      });
      const { backend, dtype } = engine.info;
      const json = { model: model.files.name, backend, dtype, ids, top };
      const shapes = Object.entries(result.captured).map(([name, { shape }]) => [name, shape]);
      const captured: unknown = Object.fromEntries(shapes);
      return {
        asJson: values.json === true,
        json: values.capture === undefined ? json : { ...json, captured },
        text: describe(json, result, values.save),
      };
    });
  },
};

function parseNames(list: string | undefined): string[] | 'all' {
  if (list === undefined) return [];
  return list === 'all' ? 'all' : list.split(',').map((name) => name.trim());
}

function save(path: string, model: string, { ids, logits, captured }: Run): Promise<void> {
  const metadata = { format: 'pt', model, ids: ids.join(',') };
  return saveTensors(path, { logits, ...captured }, metadata);
}

interface Summary {
  readonly model: string;
  readonly backend: string;
  readonly dtype: string;
  readonly ids: readonly number[];
  readonly top: readonly { id: number; token: string | null; logprob: number }[];
}

function describe(
  { model, backend, dtype, ids, top }: Summary,
  { captured }: Run,
  path: string | undefined,
): string {
  const rows = top.map(({ id, token, logprob }) => [
    String(id),
    quoted(token),
    logprob.toFixed(4),
    `${(100 * Math.exp(logprob)).toFixed(2)} %`,
  ]);
  const shapes = Object.entries(captured).map(([name, { shape }]) => [
    name,
    `[${shape.join(', ')}]`,
  ]);
  const lines = [
    `${model}, ${backend}, ${dtype}, ${ids.length} tokens: ${ids.join(' ')}`,
    '',
    ...columns([['id', 'next token', 'logprob', 'probability'], ...rows], [0, 2, 3]),
    ...(shapes.length > 0 ? ['', ...columns(shapes)] : []),
    ...(path === undefined ? [] : ['', `saved: ${path}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
