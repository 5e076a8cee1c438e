/** What a repository holds instead of what we need. */
import { ModelError } from '../errors.ts';
import { listingUrl, resolveUrl, type HubAddress } from './address.ts';
import { connect, type HubOptions } from './connection.ts';
import { readUrl } from './text-file.ts';

/** Forms of weights that are not ours, by the names of their files. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)adapter_model\.(safetensors|bin)$/, 'LoRA'],
  [/\.(bin|pt|pth|ckpt)$/, 'PyTorch (.bin)'],
  [/\.onnx(_data)?$/, 'ONNX'],
  [/\.gguf$|(^|\/)ggml-/, 'GGUF'],
  [/(^|\/)tf_model\.h5$/, 'TensorFlow'],
  [/(^|\/)flax_model\.msgpack$/, 'Flax'],
  [/\.ot$/, 'Rust'],
  [/\.safetensors$/, 'safetensors'],
];

/** Asked for one by one at hubs that do not list their files. */
const usual = [
  'pytorch_model.bin',
  'onnx/model.onnx',
  'tf_model.h5',
  'flax_model.msgpack',
  'adapter_model.safetensors',
];

/** Says what is there where config.json is not. */
export async function explainNoConfig(
  address: HubAddress,
  options: HubOptions,
  refused: ModelError,
): Promise<ModelError> {
  if (refused.code !== 'not-found') return refused;
  const files = await listFiles(address, options);
  if (files === 'no-repository' || files === null)
    return new ModelError('no-repository', `${address.repo}: ${refused.message}`, {
      cause: refused,
    });
  const found = name(files);
  const message = `${address.repo} has no config.json; it holds ${found}`;
  return new ModelError('no-safetensors', message, { cause: refused, details: { found } });
}

/** Says what is there where model.safetensors is not. */
export async function explainNoWeights(
  address: HubAddress,
  options: HubOptions,
): Promise<ModelError> {
  const listed = await listFiles(address, options);
  const files = Array.isArray(listed) ? listed : await probe(address, options);
  const found = name(files);
  const message = `${address.repo} has no model.safetensors; it holds ${found}`;
  return new ModelError('no-safetensors', message, { details: { found } });
}

/** Null where the hub lists nothing. */
async function listFiles(
  address: HubAddress,
  options: HubOptions,
): Promise<readonly string[] | 'no-repository' | null> {
  try {
    const { text } = await readUrl(listingUrl(address), options);
    const { siblings } = JSON.parse(text) as { siblings?: { rfilename?: unknown }[] };
    return siblings?.map(({ rfilename }) => String(rfilename)) ?? null;
  } catch (error) {
    if (!(error instanceof ModelError)) return null; // not the hub's JSON
    if (error.code === 'aborted') throw error;
    return error.code === 'no-repository' ? error.code : null;
  }
}

async function probe(address: HubAddress, options: HubOptions): Promise<string[]> {
  const found: string[] = [];
  for (const path of usual) {
    const connection = await connect(resolveUrl(address, path), [0, 1], options);
    connection.close();
    if (connection.response.ok) found.push(path);
  }
  return found;
}

function name(files: readonly string[]): string {
  const found = files.flatMap((file) => forms.find(([form]) => form.test(file))?.[1] ?? []);
  return [...new Set(found)].join(', ') || '—';
}
