import { parseConfig } from '../../src/lib/model/config.ts';
import { checkInNode } from '../../src/lib/model/node.ts';
import { countParameters } from '../../src/lib/model/weights/index.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, UsageError } from './arguments.ts';
import { directoryOf, EMBEDDED, knownModels, openModel } from './models.ts';

/** `model list` and `model verify [NAME|DIR]`. */
export async function modelCommand([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'list') return listModels(args);
  if (what === 'verify') return verifyModel(args);
  throw new UsageError(`unknown: model ${what ?? ''} (model list, model verify)`);
}

function listModels(args: readonly string[]): number {
  const { values } = parse(args, { json: { type: 'boolean' } });
  const models = knownModels().map((name) => {
    const path = directoryOf(name);
    const config = parseConfig(JSON.parse(readFileSync(join(path, 'config.json'), 'utf8')));
    return { name, parameters: countParameters(config), embedded: name === EMBEDDED, path };
  });
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ models })}\n`
      : models
          .map(
            ({ name, parameters, path }) =>
              `${name.padEnd(12)} ${parameters.toLocaleString('en').padStart(13)} parameters  ${path}\n`,
          )
          .join(''),
  );
  return 0;
}

/** Exit code 0 when the self-check passes or there is nothing to check against, 2 when it fails. */
async function verifyModel(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [model = EMBEDDED] = positionals;
  const { files } = await openModel(model);
  const { status, against, lines } = await checkInNode(files);
  const text = lines.map(
    ({ name, logitError, patternError, tolerance, passed }) =>
      `${passed ? 'passed' : 'FAILED'}  ${name.padEnd(16)} logits ${logitError.toExponential(1)}, patterns ${patternError.toExponential(1)} (at most ${tolerance.toExponential(0)})\n`,
  );
  const sentence =
    status === 'not run'
      ? `${model}: not run: it brings no reference values; writing was checked against one pass\n`
      : `${model}: ${status}, against ${against === 'reference' ? 'an independent implementation' : 'itself'}\n`;
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ model, status, against, lines })}\n`
      : text.join('') + sentence,
  );
  return status === 'failed' ? 2 : 0;
}
