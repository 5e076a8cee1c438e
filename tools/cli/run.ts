import { writeFileSync } from 'node:fs';
import { parseEdits } from '../../src/lib/model/edits.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import { writeSafetensors } from '../../src/lib/model/weights/index.ts';
import { topTokens } from '../../src/lib/sampling/index.ts';
import { parse, textOrFile, UsageError } from './arguments.ts';
import { EMBEDDED, openModel } from './models.ts';
import { readIds, TEXT_OPTIONS } from './text.ts';

/** `run TEXT`: one forward pass, the ten likeliest next tokens, activations into a file. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    ...TEXT_OPTIONS,
    model: { type: 'string', default: EMBEDDED },
    capture: { type: 'string' },
    edit: { type: 'string', multiple: true },
    save: { type: 'string' },
    json: { type: 'boolean' },
  });
  const edits = (values.edit ?? []).flatMap((text) => parseEdits(textOrFile(text)));
  const { files, tokenizer } = await openModel(values.model);
  const ids = readIds(values, positionals, tokenizer);
  const engine = await openInNode(files);
  const { capture } = values;
  const run = await engine.run(ids, {
    capture: capture === undefined ? [] : capture === 'all' ? 'all' : capture.split(','),
    edits,
    logits: 'all',
  });
  if (values.save !== undefined) save(values.save, { logits: run.logits, ...run.captured });
  const { vocab_size } = engine.info.config;
  const { backend, dtype, model } = engine.info;
  await engine.release();
  const top = topTokens(run.logits.data.subarray(-vocab_size), 10).map(({ id, logprob }) => ({
    id,
    token: tokenizer.tokenText(id),
    logprob,
  }));
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ model, backend, dtype, ids, top })}\n`
      : `${model} on ${backend}, ${dtype}; ${String(ids.length)} tokens; next:\n${top
          .map(
            ({ id, token, logprob }) =>
              `${(100 * Math.exp(logprob)).toFixed(2).padStart(6)} %  ${String(id).padStart(6)}  ${JSON.stringify(token)}\n`,
          )
          .join('')}`,
  );
  return 0;
}

function save(path: string, tensors: Parameters<typeof writeSafetensors>[0]): void {
  try {
    writeFileSync(path, writeSafetensors(tensors));
  } catch (cause) {
    throw new UsageError(`cannot write ${path}`, { cause });
  }
}
