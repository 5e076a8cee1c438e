import { createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import { Zip, ZipPassThrough, type ZipInputFile } from 'fflate';

/** A file to put into a zip: where it lies, or its text. */
export type ZipEntry = { readonly name: string } & (
  { readonly path: string } | { readonly text: string }
);

/** 4 GiB and more need another form of zip, which fflate does not write. */
export const largestZip = 2 ** 32 - 2 ** 20;

const piece = 4 * 2 ** 20;

/**
 * Writes a zip, one file after another. Files whose name ends in one of `plain` are stored as they
 * are, in pieces of 4 MiB; that is what shards need: they do not compress, and a page can read them
 * from the middle of the zip. The same files give the same bytes.
 */
export async function writeZip(
  out: string,
  entries: readonly ZipEntry[],
  plain: readonly string[],
): Promise<void> {
  let failure: Error | null = null;
  const stream = createWriteStream(out).on('error', (error) => (failure = error));
  const zip = new Zip((error, chunk, final) => {
    if (error !== null) failure = error;
    else stream.write(chunk);
    if (final) stream.end();
  });
  for (const entry of entries) {
    const asItIs = plain.some((ending) => entry.name.endsWith(ending));
    for await (const add of asItIs ? stored(zip, entry) : deflated(zip, entry)) {
      add();
      if (stream.writableNeedDrain) await once(stream, 'drain');
      if (failure !== null) throw failure as Error;
    }
  }
  zip.end();
  await finished(stream);
}

const mtime = new Date(1980, 0, 1);

type Pushes = AsyncGenerator<() => void>;

async function* stored(zip: Zip, entry: ZipEntry): Pushes {
  const file = new ZipPassThrough(entry.name);
  file.mtime = mtime;
  zip.add(file);
  for await (const { bytes, last } of chunksOf(entry)) yield () => file.push(bytes, last);
}

/** By Node's zlib: fflate 0.8.3 compresses some small files wrongly as a stream (its issue 260). */
async function* deflated(zip: Zip, entry: ZipEntry): Pushes {
  const bytes = 'text' in entry ? Buffer.from(entry.text) : await readFile(entry.path);
  const file: ZipInputFile = {
    filename: entry.name,
    compression: 8,
    size: bytes.length,
    crc: crc32(bytes),
    mtime,
  };
  zip.add(file);
  const packed = deflateRawSync(bytes, { level: 6 });
  yield () => file.ondata?.(null, packed, true);
}

async function* chunksOf(entry: ZipEntry): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  if ('text' in entry) {
    yield { bytes: new TextEncoder().encode(entry.text), last: true };
    return;
  }
  const file = await open(entry.path);
  try {
    const { size } = await file.stat();
    for (let at = 0; at < size || at === 0; at += piece) {
      const bytes = new Uint8Array(Math.min(piece, size - at));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      if (bytesRead !== bytes.length) throw new Error(`the file has changed: ${entry.path}`);
      yield { bytes, last: at + piece >= size };
    }
  } finally {
    await file.close();
  }
}
