import { parseArgs } from 'node:util';
import type { SelfCheck } from '../../../src/lib/model/api.ts';
import { check } from '../../../src/lib/model/check.ts';
import type { ModelFiles } from '../../../src/lib/model/model-files.ts';
import { wasmRunner } from '../../../src/lib/model/runtime/wasm.ts';
import { CliError } from '../cli-error.ts';
import { common, jsonOption, type Command } from '../command.ts';
import { withModel } from '../models/open.ts';
import { columns } from '../table.ts';
import { goldenResult } from '../verify-golden.ts';

export const modelVerify: Command = {
  name: 'model verify',
  summary: 'holds what the model computes here against stored reference values',
  usage: '[NAME|DIR] [options]',
  options: [
    ['--golden', 'hold it against the published numbers of GPT-2 instead; default: that model'],
    jsonOption,
  ],
  notes: `Without a name: teaching. Exit code 0 when the check passed, or when it was not run because the
model brings no reference values (self-check.json); then writing token by token is held against
one pass, which must agree too. Exit code 2 when a number is off or the weights' hash is another.
--json gives model, backend, dtype, status, against and lines (name, tokens, logitError,
patternError, tolerance, passed).
With --golden a fact that makes no sense for the model is not run and says why; without the weights
none is. Exit code 2 when one failed. --json then gives model, folder, backend, dtype, status and
lines (id, what, source, expected, actual, tolerance, status, why).`,

  async run(args, write) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...common, golden: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new CliError(`more than one model: ${positionals.join(' ')}`);
    if (values.golden === true)
      return goldenResult({ model: positionals[0], asJson: values.json === true, write });
    return withModel(positionals[0], async ({ files }) => {
      const { status, against, lines } = await selfCheck(files);
      const json = { model: files.name, backend: 'wasm', dtype: 'fp32', status, against, lines };
      const result = { asJson: values.json === true, json, text: describe(json) };
      return status === 'failed'
        ? { ...result, failure: `${files.name} computes wrong numbers here` }
        : result;
    });
  },
};

/** The check by itself: loading a model would end with the first wrong number, and show none. */
async function selfCheck(files: ModelFiles): Promise<SelfCheck> {
  const ort = await import('onnxruntime-web');
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = 1;
  const runner = await wasmRunner(ort, files.config, files.readWeight, {
    head: files.head,
    threads: 1,
  });
  try {
    return await check(files, runner, await files.tables());
  } finally {
    await runner.release();
  }
}

function describe({ model, status, against, lines }: SelfCheck & { model: string }): string {
  const rows = lines.map(({ name, logitError, patternError, tolerance, passed }) => [
    name,
    logitError.toExponential(1),
    against === 'reference' ? patternError.toExponential(1) : '-',
    tolerance.toExponential(0),
    passed ? 'ok' : 'WRONG',
  ]);
  const about =
    against === 'reference'
      ? 'against the stored reference values'
      : 'no reference values; writing token by token against one pass:';
  const table = columns([['prompt', 'logits off by', 'patterns off by', 'tolerance', ''], ...rows]);
  return [`${model}: ${status} (${about})`, '', ...table].map((line) => `${line}\n`).join('');
}
