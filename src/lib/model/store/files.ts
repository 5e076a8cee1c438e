/** Files that a reader gives to the page: read from the middle, never all at once. */
import { ModelError } from '../errors.ts';
import type { ByteRange } from '../weights/source.ts';

/** A file of a folder, of a zip, or a loose one; `path` has `/` between its parts. */
export interface GivenFile extends ByteRange {
  readonly path: string;
}

/** A file as the browser hands it over, with its place in the folder that was dropped. */
export interface NamedBlob {
  readonly path: string;
  readonly blob: Blob;
}

export function givenBlob({ path, blob }: NamedBlob): GivenFile {
  return {
    path,
    size: blob.size,
    async read(begin, end) {
      try {
        return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
  };
}

/** A small file as text. */
export async function textOf(file: GivenFile): Promise<string> {
  if (file.size > MOST_TEXT) throw new ModelError('corrupt', `${file.path} is too long for text`);
  return new TextDecoder().decode(await file.read(0, file.size));
}

/** Larger than any published vocabulary in JSON. */
const MOST_TEXT = 64 * 2 ** 20;

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The reader moved, changed or closed the file since they chose it. */
export const unreadable = (path: string, cause: unknown): ModelError =>
  new ModelError('missing-file', `${path} can no longer be read`, {
    cause,
    details: { found: path },
  });
