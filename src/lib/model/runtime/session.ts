/** Sessions of onnxruntime-web: made one at a time, run one at a time, always released. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { ModelError } from '../errors.ts';
import type { Graph } from '../graph/onnx.ts';

/** The part of onnxruntime-web's module that is used; every build of it has this form. */
export type Ort = Pick<typeof import('onnxruntime-web'), 'InferenceSession' | 'Tensor' | 'env'>;

/** Reads a weight by the name it has in the graph, as float32 (or bytes, for quantised ones). */
export type ReadWeight = (name: string) => Promise<Float32Array | Uint8Array>;

/**
 * Makes a session. Weights that are initializers are given as external data, tensor by tensor.
 *
 * `record` turns graph capture on in the WebGPU execution provider but not in onnxruntime-web's
 * glue, whose own handling of it fails on the second run in 1.30.0: the provider is the first to
 * read the option. The version is pinned, and loading tests that replayed steps give the same
 * numbers.
 */
export async function createSession(
  ort: Ort,
  graph: Graph,
  readWeight: ReadWeight,
  options: InferenceSession.SessionOptions,
  record = false,
): Promise<InferenceSession> {
  const externalData: { path: string; data: Uint8Array }[] = [];
  for (const { name } of graph.initializerWeights) {
    const values = await readWeight(name);
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    externalData.push({ path: name, data });
  }
  let reads = 0;
  const all = Object.defineProperty(
    { logSeverityLevel: 3 as const, ...options, externalData },
    'enableGraphCapture',
    { enumerable: true, get: () => record && reads++ === 0 },
  );
  try {
    return await guard(() => ort.InferenceSession.create(graph.encode(), all));
  } finally {
    externalData.length = 0; // onnxruntime-web may hold on to the list
  }
}

/** Runs a call into onnxruntime and gives its errors a code. */
export async function guard<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (isOutOfMemory(cause, message))
      throw new ModelError('out-of-memory', `out of memory: ${message}`, { cause });
    if (/device.*lost|lost.*device/i.test(message))
      throw new ModelError('device-lost', `the GPU device was lost: ${message}`, { cause });
    throw cause;
  }
}

/** The float32 numbers of an output. */
export function floats(tensor: Tensor | undefined, name: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error(`no float32 output: ${name}`);
}

function isOutOfMemory(cause: unknown, message: string): boolean {
  return (
    cause instanceof RangeError ||
    /out of memory|bad_alloc|(failed|not) (to )?allocate|allocation failed|Aborted\(OOM|cannot enlarge memory/i.test(
      message,
    ) ||
    // onnxruntime-web reports std::bad_alloc from C++ as a bare number
    typeof cause === 'number'
  );
}
