import { parseEdits } from '../../src/lib/model/edits.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import { numberOption, parse, textOrFile, UsageError } from './arguments.ts';
import { EMBEDDED, openModel } from './models.ts';
import { readIds, TEXT_OPTIONS } from './text.ts';

/** `generate TEXT`: writes on. Without `--json` the text appears as it is written. */
export async function generateCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    ...TEXT_OPTIONS,
    model: { type: 'string', default: EMBEDDED },
    'max-new-tokens': { type: 'string', default: '40' },
    strategy: { type: 'string', default: 'greedy' },
    temperature: { type: 'string' },
    'top-k': { type: 'string' },
    'top-p': { type: 'string' },
    seed: { type: 'string' },
    edit: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const { strategy } = values;
  if (strategy !== 'greedy' && strategy !== 'sample')
    throw new UsageError(`unknown strategy: ${strategy} (greedy or sample)`);
  const settings = Object.entries({
    temperature: numberOption('temperature', values.temperature),
    topK: numberOption('top-k', values['top-k']),
    topP: numberOption('top-p', values['top-p']),
    seed: numberOption('seed', values.seed),
  }).filter(([, value]) => value !== undefined);
  const maxNewTokens = numberOption('max-new-tokens', values['max-new-tokens']) ?? 40;
  const edits = (values.edit ?? []).flatMap((text) => parseEdits(textOrFile(text)));
  const { files, tokenizer } = await openModel(values.model);
  const promptIds = readIds(values, positionals, tokenizer);
  const engine = await openInNode(files);
  const json = values.json === true;
  let shown = tokenizer.decode(promptIds);
  if (!json) process.stdout.write(shown);
  const ids = [...promptIds];
  const written = await engine.generate(
    promptIds,
    { strategy, maxNewTokens, edits, ...Object.fromEntries(settings) },
    ({ id }) => {
      ids.push(id);
      const text = tokenizer.decode(ids);
      // a character of several tokens appears when its last byte is there
      if (json || text.endsWith('\uFFFD')) return;
      process.stdout.write(text.slice(shown.length));
      shown = text;
    },
  );
  await engine.release();
  process.stdout.write(
    json
      ? `${JSON.stringify({
          model: engine.info.model,
          ids: written.ids,
          text: tokenizer.decode(written.ids),
          logprobs: written.logprobs,
          prompt_ids: promptIds,
          new_ids: written.newIds,
          stopped: written.stopped,
        })}\n`
      : '\n',
  );
  return 0;
}
