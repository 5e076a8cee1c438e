import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file to put into a zip: where it lies, or its text. */
export type ZipEntry = { readonly name: string } & (
  { readonly path: string } | { readonly text: string }
);

/** 4 GiB and more need another form of zip, which fflate does not write. */
export const largestZip = 2 ** 32 - 2 ** 20;

const piece = 4 * 2 ** 20;

/**
 * Writes a zip piece by piece: of no file more than 4 MiB is held. Names that end in one of `plain`
 * are stored as they are, which is what shards need: they do not compress, and a page can read them
 * from the middle of the zip. The same files give the same bytes.
 */
export async function writeZip(
  out: string,
  entries: readonly ZipEntry[],
  plain: readonly string[],
): Promise<void> {
  const stream = createWriteStream(out);
  let failure: Error | null = null;
  const zip = new Zip((error, chunk, final) => {
    if (error !== null) failure = error;
    else stream.write(chunk);
    if (final) stream.end();
  });
  for (const entry of entries) {
    const { name } = entry;
    const stored = plain.some((ending) => name.endsWith(ending));
    const file = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    for await (const { bytes, last } of chunksOf(entry)) {
      file.push(bytes, last);
      if (stream.writableNeedDrain) await once(stream, 'drain');
      if (failure !== null) throw failure as Error;
    }
  }
  zip.end();
  await finished(stream);
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
