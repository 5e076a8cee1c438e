/**
 * Models for the site and for a class.
 *
 *   npm run model -- get REPO [--revision R] [--from DIR] [--dtype int8|fp16|int4|fp32] [--endpoint URL]
 *   npm run model -- list
 *   npm run model -- kit --out FILE.zip [--model NAME …]
 *   npm run model -- quality [DIR|NAME] [--text FILE] [--dtype …] [--tokens N]
 *
 * --json prints one JSON object and nothing else. A failure is one line on standard error and exit
 * code 2.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { isFresh } from '../serve/freshness.ts';
import { getModel } from './get.ts';
import { writeKit } from './kit.ts';
import { measureDirectory } from './measure-directory.ts';
import { siteModels } from './site-models.ts';

const root = join(import.meta.dirname, '../..');
const models = join(root, 'public', 'models');
const dtypes = ['int8', 'int4', 'fp16', 'fp32'] as const;

const usage = `usage: npm run model -- COMMAND [options]
  get REPO      stores a model where the site serves it (public/models)
    --revision R      branch, tag or commit; default main
    --from DIR        from a directory in Hugging Face's form; REPO is then only its name
    --dtype D         int8 (default), int4, fp16 or fp32
    --endpoint URL    a mirror of the hub; default: the variable HF_ENDPOINT, or huggingface.co
  list          what is stored
  kit           site and models in one zip that any static file server can serve, also offline
    --out FILE        the zip
    --model NAME      only this model; may be repeated; default: all that are stored
  quality [DIR] what each stored form changes against float32; default: the teaching model
    --text FILE       held-out text; default: the one in tests/fixtures
    --dtype D         only this form; may be repeated
    --tokens N        so many predictions; default 16384
  --json        print one JSON object and nothing else
`;

const options = {
  revision: { type: 'string' },
  from: { type: 'string' },
  dtype: { type: 'string', multiple: true },
  endpoint: { type: 'string' },
  out: { type: 'string' },
  model: { type: 'string', multiple: true },
  text: { type: 'string' },
  tokens: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof read>['values'];
const read = (args: readonly string[]) =>
  parseArgs({ args: [...args], options, allowPositionals: true });

/** Where `npm run` was called: it changes to the project's folder before it starts us. */
function userPath(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return resolve(script === 'model' && folder !== undefined ? folder : process.cwd(), path);
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = read(args);
  const [command, argument, ...more] = positionals;
  if (values.help === true) return void process.stdout.write(usage);
  if (more.length > 0) throw new Error(`too many arguments: ${more.join(' ')}`);
  switch (command) {
    case 'get':
      return get(argument ?? null, values);
    case 'list':
      return list(values);
    case 'kit':
      return kit(values);
    case 'quality':
      return quality(argument ?? null, values);
    default:
      throw new Error(`no such command: ${command ?? '(none)'}; --help lists them`);
  }
}

async function get(repo: string | null, values: Values): Promise<void> {
  const from = values.from === undefined ? null : userPath(values.from);
  if (repo === null && from === null)
    throw new Error('which model? model get openai-community/gpt2');
  const [dtype = 'int8', second] = dtypesOf(values);
  if (second !== undefined) throw new Error('one --dtype at a time');
  const { folder, manifest } = await getModel({
    repo,
    from,
    revision: values.revision ?? null,
    endpoint: values.endpoint ?? (process.env.HF_ENDPOINT || null),
    dtype,
    models,
    onBytes: (received, total) => {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r${megabytes(received)} of ${megabytes(total)}\u001b[K`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const bytes = manifest.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const { id, name, parameters, shards } = manifest;
  const json = { id, name, dtype, parameters, bytes, shards: shards.length, path: folder };
  const size = `${count(parameters)} parameters, ${megabytes(bytes)} in ${shards.length} shards`;
  show(values, json, `${id}: ${size}\n${folder}\nIn the site after the next build.\n`);
}

async function list(values: Values): Promise<void> {
  const stored = await siteModels(models);
  const lines = stored.map(
    ({ id, path, parameters, bytes }) =>
      `${id}  ${count(parameters)} parameters  ${megabytes(bytes)}  ${join(models, path)}\n`,
  );
  show(values, { models: stored }, lines.join('') || 'none stored; model get REPO stores one\n');
}

async function kit(values: Values): Promise<void> {
  if (values.out === undefined) throw new Error('where to? --out FILE.zip');
  const site = join(root, 'dist');
  if (!isFresh(root)) {
    process.env.ASTRO_TELEMETRY_DISABLED = '1';
    const { build } = await import('astro');
    await build({ root, logLevel: 'error' });
  }
  const out = userPath(values.out);
  const made = await writeKit({ site, models, only: values.model ?? null, out });
  const text = `${out}: ${count(made.files)} files, ${megabytes(made.bytes)}\n`;
  show(values, { path: out, ...made }, text);
}

async function quality(model: string | null, values: Values): Promise<void> {
  const tokens = Number(values.tokens ?? 16_384);
  if (!Number.isInteger(tokens) || tokens < 2)
    throw new Error(`not a count: ${values.tokens ?? ''}`);
  const named = join(models, model ?? 'teaching');
  const directory = existsSync(join(named, 'config.json')) ? named : userPath(model ?? '');
  const chosen = dtypesOf(values);
  const result = await measureDirectory({
    directory,
    text: values.text === undefined ? null : userPath(values.text),
    dtypes: chosen.length > 0 ? chosen : ['int8', 'int4', 'fp16'],
    tokens,
  });
  const rows = result.forms.map(({ dtype, bytes, meanKl, top1, perplexity: { fp32, stored } }) =>
    [
      dtype.padEnd(6),
      megabytes(bytes).padStart(10),
      meanKl.toExponential(2).padStart(12),
      `${(100 * top1).toFixed(2)} %`.padStart(10),
      `${((stored / fp32 - 1) * 100).toFixed(3)} %`.padStart(12),
    ].join(''),
  );
  const head = `form        size   mean KL/nat     top-1  perplexity`;
  const about = `${directory}: ${count(result.predictions)} predictions, perplexity ${result.perplexity.toFixed(3)} in float32`;
  show(values, { ...result }, [about, head, ...rows, ''].join('\n'));
}

function dtypesOf({ dtype = [] }: Values): StoredDtype[] {
  return dtype.map((given) => {
    const known = dtypes.find((name) => name === given);
    if (known !== undefined) return known;
    throw new Error(`no such dtype: ${given}; there are ${dtypes.join(', ')}`);
  });
}

function show(values: Values, json: Readonly<Record<string, unknown>>, text: string): void {
  process.stdout.write(values.json === true ? `${JSON.stringify(json)}\n` : text);
}

const count = (n: number): string => n.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (import.meta.main)
  await main(process.argv.slice(2)).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`model: ${message.replace(/\s+/g, ' ').trim()}\n`);
    process.exitCode = 2;
  });
