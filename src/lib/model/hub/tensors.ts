/** The tensors of remote files: one by one, or all that are wanted in the order of the files. */
import { ModelError } from '../errors.ts';
import type { TensorInfo } from '../weights/safetensors.ts';
import type { ByteRange } from '../weights/source.ts';
import { ahead } from './ahead.ts';

export interface TransferOptions {
  /** Requests at once; default 4. */
  readonly lanes?: number;
  /** Bytes of one request; default 4 MiB. At most `lanes` pieces are held at once. */
  readonly pieceBytes?: number;
  /** Hears of each piece that arrives. */
  readonly onBytes?: (count: number) => void;
}

/** A tensor and where its bytes are. */
export interface RemoteTensor {
  readonly name: string;
  readonly info: TensorInfo;
  readonly file: ByteRange;
}

export interface ArrivedTensor extends RemoteTensor {
  /** Gives the bytes away, once, so that nobody here holds them while they are worked on. */
  take(): Uint8Array;
}

interface Piece {
  readonly file: ByteRange;
  readonly begin: number;
  readonly end: number;
}

/**
 * Fetches tensors in the order given, several requests at a time. Neighbours in a file come in one
 * request, a large tensor in several. Holds the tensor that it gives next and `lanes` pieces.
 * Rejects as `RemoteFile.read` does; the other requests then still end on their own.
 */
export async function* fetchTensors(
  tensors: readonly RemoteTensor[],
  { lanes = 4, pieceBytes = 4 * 2 ** 20, onBytes }: TransferOptions = {},
): AsyncGenerator<ArrivedTensor> {
  const arriving = ahead(cut(tensors, pieceBytes), lanes, async ({ file, begin, end }) => {
    const bytes = await file.read(begin, end);
    onBytes?.(bytes.length);
    return bytes;
  });
  let rest = new Uint8Array(0) as Uint8Array;
  for (const tensor of tensors) {
    const { name, info } = tensor;
    const arrived = { bytes: new Uint8Array(info.bytes) };
    for (let at = 0; at < info.bytes;) {
      if (rest.length === 0) {
        const next = await arriving.next();
        if (next.done === true)
          throw new ModelError('truncated', `the file ends in tensor ${name}`);
        rest = next.value;
      }
      const part = rest.subarray(0, info.bytes - at);
      arrived.bytes.set(part, at);
      at += part.length;
      rest = part.length === rest.length ? new Uint8Array(0) : rest.subarray(part.length);
    }
    const take = (): Uint8Array => {
      const { bytes } = arrived;
      arrived.bytes = new Uint8Array(0);
      return bytes;
    };
    yield { ...tensor, take };
  }
}

/** The requests: runs of neighbouring tensors, cut at `pieceBytes`. */
function* cut(tensors: readonly RemoteTensor[], pieceBytes: number): Generator<Piece> {
  for (const { file, begin, end } of runs(tensors))
    for (let at = begin; at < end; at += pieceBytes)
      yield { file, begin: at, end: Math.min(at + pieceBytes, end) };
}

/** Tensors that follow one another in a file, taken together. */
function runs(tensors: readonly RemoteTensor[]): Piece[] {
  const all: Piece[] = [];
  for (const { file, info } of tensors) {
    const last = all.at(-1);
    if (last?.file === file && last.end === info.begin)
      all[all.length - 1] = { ...last, end: info.end };
    else all.push({ file, begin: info.begin, end: info.end });
  }
  return all;
}
