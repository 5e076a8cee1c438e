import { describe, expect, test } from 'vitest';
import {
  sourceFromBlob,
  sourceFromBytes,
  sourceFromUrl,
  type TensorSource,
  type UrlOptions,
} from '#lib/model/weights/index.ts';
import { tinyFile, tinyTensors } from './tiny.ts';

const mask = { shape: [64, 64], data: new Float32Array(4096) };
const tensors = { 'h.0.attn.bias': mask, ...tinyTensors(), 'h.1.attn.bias': mask };
const file = tinyFile(tensors);

/** A server of one file, and the ranges it was asked for. */
function server(
  bytes: Uint8Array<ArrayBuffer>,
  { ranges = true, hide = false, cut = Infinity } = {},
) {
  const asked: string[] = [];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    const range = new Headers(init?.headers).get('range') ?? '';
    asked.push(range);
    const [, from = 0, to = 0] = (/(\d+)-(\d+)/.exec(range) ?? []).map(Number);
    if (!ranges) {
      const headers = hide ? {} : { 'content-length': String(bytes.length) };
      return Promise.resolve(new Response(pieces(bytes.subarray(0, cut)), { headers }));
    }
    if (from >= bytes.length) return Promise.resolve(new Response(null, { status: 416 }));
    const size = hide ? '*' : String(bytes.length);
    const headers = { 'content-range': `bytes ${from}-${to}/${size}` };
    const part = bytes.subarray(from, Math.min(to + 1, cut));
    return Promise.resolve(new Response(pieces(part), { status: 206, headers }));
  };
  return { asked, fetch };
}

/** Bytes that arrive in pieces of no regular size. */
function pieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  let size = 1;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      size = (size * 7) % 1009;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function expectAll(source: TensorSource, names = source.names()): Promise<void> {
  for (const name of names) {
    const bytes = await source.read(name);
    expect(new Float32Array(bytes.slice().buffer), name).toEqual(
      tensors[name as 'h.0.attn.bias'].data,
    );
  }
}

const url = 'https://models.example/gpt2/model.safetensors';
const open = (from: ReturnType<typeof server>, options: UrlOptions = {}) =>
  sourceFromUrl(url, { fetch: from.fetch, ...options });

test('sourceFromBytes and sourceFromBlob give every tensor', async () => {
  for (const source of [await sourceFromBytes(file), await sourceFromBlob(new Blob([file]))]) {
    expect(source.names()).toEqual(Object.keys(tensors));
    await expectAll(source);
    expect(() => source.info('nothing')).toThrow('no tensor is named nothing');
  }
});

test('sourceFromBlob rejects what is cut off', async () => {
  await expect(sourceFromBlob(new Blob([file.subarray(0, -1)]))).rejects.toMatchObject({
    code: 'truncated',
  });
});

describe('sourceFromUrl(url) where the server knows ranges', () => {
  test('fetches neighbours together and leaves the masks on the server', async () => {
    const remote = server(file);
    const seen: [number, number][] = [];
    const source = await open(remote, { onProgress: (...step) => seen.push(step) });
    const weights = Object.keys(tinyTensors());
    await expectAll(source, weights);
    expect(remote.asked).toHaveLength(2);
    const total = weights.reduce((sum, name) => sum + source.info(name).bytes, 0);
    expect(seen.at(-1)).toEqual([total, total]);
    await expectAll(source); // again, and the masks: one by one
    expect(remote.asked).toHaveLength(2 + Object.keys(tensors).length);
  });

  test('gives tensors asked for at once, in any order', async () => {
    const source = await open(server(file));
    const names = source.names().toReversed();
    const all = await Promise.all(names.map((name) => source.read(name)));
    all.forEach((bytes, i) => expect(bytes).toHaveLength(source.info(names[i]!).bytes));
  });

  test('works where the size is hidden', async () => {
    await expectAll(await open(server(file, { hide: true })));
  });

  test('reads a header longer than the first request', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1500 }, (_, i) => [
        `tensor.${i}`,
        { shape: [1], data: Float32Array.of(i) },
      ]),
    );
    const remote = server(tinyFile(many));
    const source = await open(remote);
    expect(remote.asked).toHaveLength(2);
    expect(await source.read('tensor.777')).toEqual(new Uint8Array(Float32Array.of(777).buffer));
  });

  test('rejects with truncated when the file has shrunk, and can be asked again', async () => {
    const source = await open(server(file, { cut: file.length - 100, hide: true }));
    const last = source.names().at(-1)!;
    await expect(source.read(last)).rejects.toMatchObject({ code: 'truncated' });
    await expect(source.read(last)).rejects.toMatchObject({ code: 'truncated' });
    await expectAll(source, ['wte.weight']);
  });
});

describe('sourceFromUrl(url) where the server sends the whole file', () => {
  test.each([true, false])('reads it once, in any order; size hidden: %s', async (hide) => {
    const remote = server(file, { ranges: false, hide });
    const source = await open(remote);
    await expectAll(source, Object.keys(tinyTensors()).toReversed());
    expect(remote.asked).toHaveLength(1);
    await expectAll(source, ['h.1.attn.bias', 'wpe.weight', 'h.0.attn.bias']);
  });

  test('rejects with truncated when it ends early', async () => {
    const source = await open(server(file, { ranges: false, cut: file.length - 20_000 }));
    await expect(source.read('ln_f.bias')).rejects.toMatchObject({ code: 'truncated' });
  });
});

describe('sourceFromUrl(url) rejects', () => {
  const answers = (answer: () => Response | Error) =>
    sourceFromUrl(url, {
      fetch: () => {
        const response = answer();
        return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
      },
    });

  test.each([
    ['not-found', 404],
    ['not-found', 401],
    ['network', 503],
    ['truncated', 416],
  ])('with %s on %d', async (code, status) => {
    await expect(answers(() => new Response('', { status }))).rejects.toMatchObject({ code });
  });

  test('with network when there is none', async () => {
    await expect(answers(() => new TypeError('Failed to fetch'))).rejects.toMatchObject({
      code: 'network',
      message: 'the download failed: Failed to fetch',
    });
  });

  test('with network when the connection breaks', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new TypeError('terminated')),
    });
    await expect(answers(() => new Response(broken))).rejects.toMatchObject({ code: 'network' });
  });

  test('with not-safetensors when a page comes instead', async () => {
    const page = '<!doctype html><title>Vitrine</title>';
    await expect(answers(() => new Response(page))).rejects.toMatchObject({
      code: 'not-safetensors',
    });
  });

  test('with aborted when the caller stops it', async () => {
    const stop = new AbortController();
    const source = open(
      {
        asked: [],
        fetch: () => {
          stop.abort();
          return Promise.reject(new DOMException('', 'AbortError'));
        },
      },
      { signal: stop.signal },
    );
    await expect(source).rejects.toMatchObject({ code: 'aborted' });
  });
});
