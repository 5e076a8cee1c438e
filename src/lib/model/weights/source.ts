import { ModelError } from '../errors.ts';
import { headerEnd, parseHeader, type SafetensorsHeader, type TensorInfo } from './safetensors.ts';

/** A safetensors file whose tensors are read one at a time, wherever it lies. */
export interface TensorSource {
  /** In the order of the file. */
  names(): string[];
  /** Throws `missing-tensor` for a name that is not in the file. */
  info(name: string): TensorInfo;
  /** The tensor's bytes as they are stored. */
  read(name: string): Promise<Uint8Array>;
}

/** Something of a known size whose bytes can be read from the middle. */
export interface ByteRange {
  readonly size: number;
  /** Bytes `begin` to `end`, the latter excluded. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

/** The tensors of a whole file in memory; what `read` gives shares that memory. */
export function sourceFromBytes(file: Uint8Array): Promise<TensorSource> {
  return sourceFromRange({
    size: file.length,
    read: (begin, end) => Promise.resolve(file.subarray(begin, end)),
  });
}

/** The tensors of a file that the reader has given to the page; nothing is read before it is asked for. */
export function sourceFromBlob(file: Blob): Promise<TensorSource> {
  return sourceFromRange({
    size: file.size,
    async read(begin, end) {
      try {
        return new Uint8Array(await file.slice(begin, end).arrayBuffer());
      } catch (cause) {
        throw new ModelError('not-found', 'the file can no longer be read', { cause });
      }
    },
  });
}

/** The tensors of any readable range of bytes. Rejects like `parseHeader`. */
export async function sourceFromRange(range: ByteRange): Promise<TensorSource> {
  const end = headerEnd(await range.read(0, Math.min(9, range.size)), range.size);
  const header = parseHeader(await range.read(0, end), range.size);
  return {
    names: () => [...header.tensors.keys()],
    info: (name) => infoOf(header, name),
    async read(name) {
      const { begin, end, bytes } = infoOf(header, name);
      const data = await range.read(begin, end);
      if (data.length === bytes) return data;
      throw new ModelError('truncated', `${data.length} of ${bytes} bytes of tensor ${name}`);
    },
  };
}

/** What the header says of a tensor; throws `missing-tensor`. */
export function infoOf(header: SafetensorsHeader, name: string): TensorInfo {
  const info = header.tensors.get(name);
  if (info === undefined) throw new ModelError('missing-tensor', `no tensor is named ${name}`);
  return info;
}
