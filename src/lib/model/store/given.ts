/** What kind of models the reader's own files are. */
import { parseConfig } from '../config.ts';
import { ModelError } from '../errors.ts';
import { findTokenizer, type RemoteTensor, type Tokenizer } from '../hub/index.ts';
import { parseIndex, sourceFromIndex } from '../weights/sharded.ts';
import { sourceFromRange, type TensorSource } from '../weights/source.ts';
import type { Convertible } from './convert.ts';
import { folderOf, givenBlob, nameOf, textOf, type GivenFile, type NamedBlob } from './files.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';
import { filesInZip, isZip } from './zip.ts';

/** Stored weights, as a class kit has them: each shard by its hash. */
export interface GivenStored {
  readonly kind: 'stored';
  readonly manifest: Manifest;
  readonly shards: ReadonlyMap<string, GivenFile>;
}

/** A checkpoint in Hugging Face's form. */
export interface GivenCheckpoint extends Convertible {
  readonly kind: 'checkpoint';
  readonly name: string;
  readonly json: unknown;
  readonly tokenizer: Tokenizer;
}

/** A folder's files, or what is in the zips among them. */
export async function unzipped(blobs: readonly NamedBlob[]): Promise<GivenFile[]> {
  const files = await Promise.all(
    blobs.map(async (blob) => ((await isZip(blob)) ? filesInZip(blob) : [givenBlob(blob)])),
  );
  return files.flat();
}

/**
 * Finds the models among files: all manifests of stored weights, or else one checkpoint.
 * Rejects with `missing-file`, which names what is not there, `no-safetensors` where weights are of
 * another form, or as parseManifest, parseConfig, findTokenizer and the safetensors reader do.
 */
export async function findModels(
  files: readonly GivenFile[],
  name: string,
): Promise<readonly (GivenStored | GivenCheckpoint)[]> {
  const manifests = files.filter(({ path }) => nameOf(path) === 'manifest.json');
  const stored: GivenStored[] = [];
  for (const file of manifests) {
    const json = parseJson(await textOf(file), file.path);
    if (!isStoredWeights(json)) continue; // a web app's manifest has the same name
    const manifest = parseManifest(json);
    stored.push({ kind: 'stored', manifest, shards: shardsOf(manifest, files) });
  }
  return stored.length > 0 ? stored : [await findCheckpoint(files, name)];
}

function isStoredWeights(json: unknown): boolean {
  return (json as { format?: unknown } | null)?.format === 'vitrine-weights';
}

function shardsOf(manifest: Manifest, files: readonly GivenFile[]): Map<string, GivenFile> {
  const byHash = new Map(files.map((file) => [nameOf(file.path).replace(/\.bin$/, ''), file]));
  return new Map(
    manifest.shards.map(({ sha256 }) => [sha256, byHash.get(sha256) ?? missing(`${sha256}.bin`)]),
  );
}

async function findCheckpoint(
  files: readonly GivenFile[],
  givenName: string,
): Promise<GivenCheckpoint> {
  const configs = files.filter(({ path }) => nameOf(path) === 'config.json');
  const config = configs.toSorted((a, b) => depth(a.path) - depth(b.path))[0];
  if (config === undefined) return missing('config.json');
  const folder = folderOf(config.path);
  const inFolder = new Map(
    files.flatMap((file) =>
      folderOf(file.path) === folder ? [[nameOf(file.path), file] as const] : [],
    ),
  );
  const json = parseJson(await textOf(config), config.path);
  const read = async (name: string): Promise<string | null> => {
    const file = inFolder.get(name);
    return file === undefined ? null : textOf(file);
  };
  const parsed = parseConfig(json);
  const name = folder.split('/').at(-2) ?? givenName;
  return {
    kind: 'checkpoint',
    name,
    json,
    config: parsed,
    tokenizer: await findTokenizer(read, parsed.vocab_size),
    ...(await openWeights(inFolder)),
  };
}

async function openWeights(
  files: ReadonlyMap<string, GivenFile>,
): Promise<Pick<Convertible, 'source' | 'tensor'>> {
  const pick = (name: string): GivenFile => files.get(name) ?? missing(name);
  const from = (
    source: TensorSource,
    fileOf: (name: string) => GivenFile,
  ): Pick<Convertible, 'source' | 'tensor'> => ({
    source,
    tensor: (name): RemoteTensor => ({ name, info: source.info(name), file: fileOf(name) }),
  });
  const index = files.get('model.safetensors.index.json');
  if (index !== undefined && !files.has('model.safetensors')) {
    const json = parseJson(await textOf(index), index.path);
    const { fileOf } = parseIndex(json);
    const source = await sourceFromIndex(json, (name) => sourceFromRange(pick(name)));
    return from(source, (name) => pick(fileOf.get(name) ?? name));
  }
  const whole = files.get('model.safetensors') ?? onlyWeights(files);
  return from(await sourceFromRange(whole), () => whole);
}

/** The only .safetensors file under another name, or a refusal that says what is there. */
function onlyWeights(files: ReadonlyMap<string, GivenFile>): GivenFile {
  const weights = [...files].filter(([name]) => name.endsWith('.safetensors'));
  const [only] = weights;
  if (only !== undefined && weights.length === 1) return only[1];
  const other = [...files.keys()].find((name) => /\.(bin|pt|pth|onnx|gguf|h5|msgpack)$/.test(name));
  if (other === undefined) return missing('model.safetensors');
  const message = `no model.safetensors among the files, but ${other}`;
  throw new ModelError('no-safetensors', message, { details: { found: other } });
}

const depth = (path: string): number => path.split('/').length;

function missing(name: string): never {
  const message = `there is no ${name} among the files`;
  throw new ModelError('missing-file', message, { details: { found: name } });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-config', `${path} is not JSON`, { cause });
  }
}
