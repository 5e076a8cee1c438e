/**
 * The safetensors form: 8 bytes that say how long the header is (little-endian), the header as
 * JSON, then the numbers of all tensors, one after the other with no gap.
 * Follows https://github.com/huggingface/safetensors (README, "Format"), rules included.
 */
import { ModelError } from '../errors.ts';

/** What the header says of one tensor; `begin` and `end` are offsets in the file, in bytes. */
export interface TensorInfo {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** In the order of the file. */
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  readonly metadata: ReadonlyMap<string, string>;
  /** Where the file ends by what the header says. */
  readonly fileSize: number;
}

/** A header longer than this is no header (GPT-2's has 14 kB): the whole model would be names. */
export const largestHeader = 25_000_000;

/**
 * Bytes from the start of the file to the end of its header, from the first eight bytes.
 * Throws `not-safetensors` when the length makes no sense, `truncated` when the file is shorter.
 * @param fileSize in bytes; Infinity when the server did not say
 */
export function headerEnd(first: Uint8Array, fileSize: number): number {
  if (fileSize < 8 || first.length < 8)
    throw new ModelError('truncated', `the file ends after ${first.length} bytes, in its header`);
  const length = new DataView(first.buffer, first.byteOffset).getBigUint64(0, true);
  if (length < 2n || length > BigInt(largestHeader))
    throw new ModelError('not-safetensors', `the header claims to be ${length} bytes long`);
  if (first.length > 8 && first[8] !== 0x7b)
    throw new ModelError('not-safetensors', 'the header does not begin with {');
  const end = 8 + Number(length);
  if (end > fileSize)
    throw new ModelError('truncated', `the file ends in its header: ${fileSize} of ${end} bytes`);
  return end;
}

/**
 * Reads the header from the first bytes of a file, of which `headerEnd` are enough.
 * Throws `not-safetensors` when it breaks the form (unknown dtype, bytes that do not fit the shape,
 * overlaps, gaps) and `truncated` when the file ends before its tensors do.
 * @param fileSize in bytes; Infinity when the server did not say
 */
export function parseHeader(first: Uint8Array, fileSize: number): SafetensorsHeader {
  const dataStart = headerEnd(first, fileSize);
  if (first.length < dataStart)
    throw new ModelError('truncated', `${first.length} of ${dataStart} bytes of the header`);
  const fields = parseFields(first.subarray(8, dataStart));
  const metadata = parseMetadata(fields.get('__metadata__'));
  fields.delete('__metadata__');

  const inOrder = [...fields]
    .map(([name, value]) => [name, parseTensor(name, value, dataStart)] as const)
    .sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let end = dataStart;
  for (const [name, info] of inOrder) {
    if (info.begin !== end) {
      const fault = info.begin < end ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw new ModelError('not-safetensors', `tensor ${name} ${fault}`);
    }
    end = info.end;
  }
  if (end > fileSize)
    throw new ModelError('truncated', `the file has ${fileSize} of its ${end} bytes`);
  if (end < fileSize && fileSize !== Infinity)
    throw new ModelError('not-safetensors', `${fileSize - end} bytes after the last tensor`);
  return { tensors: new Map(inOrder), metadata, fileSize: end };
}

function parseFields(bytes: Uint8Array): Map<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ModelError('not-safetensors', 'the header is not JSON', { cause });
  }
  if (!isObject(json)) throw new ModelError('not-safetensors', 'the header is not an object');
  return new Map(Object.entries(json));
}

function parseMetadata(value: unknown = {}): Map<string, string> {
  if (!isObject(value)) throw new ModelError('not-safetensors', '__metadata__ is not an object');
  return new Map(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

/** Bits of one number, for every dtype of the format (tensor/dtype.rs). */
const bitsOf = new Map<unknown, number>(
  [
    ['F4', 4],
    ['F6_E2M3', 6],
    ['F6_E3M2', 6],
    ['BOOL U8 I8 F8_E5M2 F8_E4M3 F8_E8M0 F8_E4M3FNUZ F8_E5M2FNUZ', 8],
    ['F16 BF16 U16 I16', 16],
    ['F32 U32 I32', 32],
    ['F64 U64 I64 C64', 64],
  ].flatMap(([names, bits]) =>
    String(names)
      .split(' ')
      .map((name) => [name, Number(bits)] as const),
  ),
);

function parseTensor(name: string, value: unknown, dataStart: number): TensorInfo {
  const fault = (what: string): never => {
    throw new ModelError('not-safetensors', `tensor ${name} ${what}`);
  };
  if (!isObject(value)) return fault('is not described by an object');
  const { dtype, shape, data_offsets: offsets } = value;
  const bits = bitsOf.get(dtype) ?? fault(`has an unknown dtype: ${JSON.stringify(dtype)}`);
  if (!isSizes(shape)) return fault('has no shape');
  if (!isSizes(offsets) || offsets.length !== 2) return fault('has no data_offsets');
  const [begin = 0, end = 0] = offsets;
  const bytes = (shape.reduce((product, size) => product * size, 1) * bits) / 8;
  if (end - begin !== bytes || !Number.isSafeInteger(bytes) || end > Number.MAX_SAFE_INTEGER / 2)
    return fault(`of shape [${shape.join(', ')}] has ${end - begin} bytes where ${bytes} belong`);
  return { dtype: String(dtype), shape, bytes, begin: dataStart + begin, end: dataStart + end };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
