/** A GPT-2 on a hub: found, checked, and pinned to one commit before any weights are fetched. */
import { parseConfig, type Gpt2Config } from '../config.ts';
import { ModelError } from '../errors.ts';
import { parseIndex, sourceFromIndex } from '../weights/sharded.ts';
import { sourceFromRange, type TensorSource } from '../weights/source.ts';
import { parseAddress, resolveUrl, type HubAddress, type HubRequest } from './address.ts';
import type { HubOptions } from './connection.ts';
import { explainNoConfig, explainNoWeights } from './explain.ts';
import { RemoteFile } from './remote-file.ts';
import { fetchTensors, type RemoteTensor } from './tensors.ts';
import { readFile, readOptional } from './text-file.ts';
import { findTokenizer, type Tokenizer } from './tokenizer-files.ts';

export interface HubRepository {
  readonly address: HubAddress;
  /** What the hub answered from; null where it does not say. All later requests ask for it. */
  readonly commit: string | null;
  /** config.json as it is, and as we read it. */
  readonly json: unknown;
  readonly config: Gpt2Config;
  readonly tokenizer: Tokenizer;
  /** All tensors of all files; `read` fetches one, several requests at a time. */
  readonly source: TensorSource;
  /** A tensor and the file that it is in; throws `missing-tensor`. */
  tensor(name: string): RemoteTensor;
  /** ETag or date of each weight file, where the server gives them: another one is another model. */
  readonly validators: Readonly<Record<string, string | null>>;
  /** Gives back connections that are still open. */
  close(): void;
}

/**
 * Opens a repository: reads config.json, the headers of its weight files and its tokenizer.
 * Rejects with a ModelError that says what was found: `bad-address`, `no-repository`,
 * `no-revision`, `gated`, `not-gpt2`, `bad-config`, `no-safetensors`, `not-safetensors`,
 * `truncated`, `bad-tokenizer`, `rate-limited`, `network`, `aborted`.
 */
export async function openHubRepository(
  request: HubRequest,
  options: HubOptions = {},
): Promise<HubRepository> {
  const asked = parseAddress(request);
  const { text, commit } = await readFile(asked, 'config.json', options).catch(
    async (error: unknown) => {
      throw error instanceof ModelError ? await explainNoConfig(asked, options, error) : error;
    },
  );
  const json = parseJson(text, 'config.json', 'bad-config');
  const config = parseConfig(json);
  const pinned = commit !== null && /^[0-9a-f]{40}$/.test(commit);
  const address = pinned ? { ...asked, revision: commit } : asked;
  // First the tokenizer: it is small, and most models that do not fit fail here.
  const tokenizer = await findTokenizer(
    (path) => readOptional(address, path, options),
    config.vocab_size,
  );
  return {
    address: asked,
    commit,
    json,
    config,
    tokenizer,
    ...(await openWeights(address, options)),
  };
}

type Weights = Pick<HubRepository, 'source' | 'tensor' | 'validators' | 'close'>;

async function openWeights(address: HubAddress, options: HubOptions): Promise<Weights> {
  const files = new Map<string, RemoteFile>();
  const open = async (path: string): Promise<TensorSource> => {
    const file = await RemoteFile.open(resolveUrl(address, path), options);
    files.set(path, file);
    return sourceFromRange(file);
  };
  try {
    const { source, fileOf } = await openOneOrMany(address, options, open);
    const tensor = (name: string): RemoteTensor => {
      const info = source.info(name);
      const file = files.get(fileOf(name));
      if (file === undefined) throw new ModelError('missing-tensor', `no tensor is named ${name}`);
      return { name, info, file };
    };
    return {
      source: {
        ...source,
        async read(name) {
          for await (const { take } of fetchTensors([tensor(name)])) return take();
          throw new ModelError('missing-tensor', `no tensor is named ${name}`);
        },
      },
      tensor,
      validators: Object.fromEntries([...files].map(([path, file]) => [path, file.validator])),
      close: () => files.forEach((file) => file.close()),
    };
  } catch (error) {
    files.forEach((file) => file.close());
    throw error;
  }
}

async function openOneOrMany(
  address: HubAddress,
  options: HubOptions,
  open: (path: string) => Promise<TensorSource>,
): Promise<{ source: TensorSource; fileOf: (name: string) => string }> {
  const whole = 'model.safetensors';
  try {
    return { source: await open(whole), fileOf: () => whole };
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== 'not-found') throw error;
  }
  const path = `${whole}.index.json`;
  const text = await readOptional(address, path, options);
  if (text === null) throw await explainNoWeights(address, options);
  const json = parseJson(text, path, 'not-safetensors');
  const { fileOf } = parseIndex(json);
  return {
    source: await sourceFromIndex(json, open),
    fileOf: (name) => fileOf.get(name) ?? '',
  };
}

function parseJson(text: string, name: string, code: 'bad-config' | 'not-safetensors'): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError(code, `${name} is not JSON`, { cause });
  }
}
