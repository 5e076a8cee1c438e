/** Buffers on the GPU: weights shared by all sessions, and one way back for what figures ask for. */
import type { Tensor } from 'onnxruntime-web';
import type { Graph } from '../../graph/onnx.ts';
import type { Ort, ReadWeight } from '../session.ts';
import type { Gpu } from './device.ts';

export class GpuMemory {
  readonly gpu: Gpu;
  private readonly ort: Ort;
  private readonly weights = new Map<string, Tensor>();
  private readonly buffers: GPUBuffer[] = [];
  private staging: GPUBuffer | null = null;

  constructor(ort: Ort, gpu: Gpu) {
    this.ort = ort;
    this.gpu = gpu;
  }

  /** A buffer of `bytes` that shaders read and write, freed with everything else. */
  buffer(bytes: number): GPUBuffer {
    const size = Math.ceil(bytes / 16) * 16;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = this.gpu.device.createBuffer({ size, usage });
    this.buffers.push(buffer);
    return buffer;
  }

  free(buffer: GPUBuffer): void {
    this.buffers.splice(this.buffers.indexOf(buffer), 1);
    buffer.destroy();
  }

  /** The buffer as onnxruntime sees it. */
  tensor(
    buffer: GPUBuffer,
    shape: readonly number[],
    dataType: 'float32' | 'int32' | 'int64' = 'float32',
  ): Tensor {
    return this.ort.Tensor.fromGpuBuffer(buffer, { dataType, dims: shape });
  }

  write(buffer: GPUBuffer, data: Float32Array | Int32Array | BigInt64Array): void {
    this.gpu.device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
  }

  /** Uploads the weights a graph wants, each once for all graphs. */
  async weightFeeds(graph: Graph, readWeight: ReadWeight): Promise<Record<string, Tensor>> {
    const feeds: Record<string, Tensor> = {};
    for (const { name, shape } of graph.weights) {
      let tensor = this.weights.get(name);
      if (tensor === undefined) {
        const values = await readWeight(name);
        const buffer = this.buffer(values.byteLength);
        this.write(buffer, values as Float32Array);
        tensor = this.tensor(buffer, shape);
        this.weights.set(name, tensor);
      }
      feeds[name] = tensor;
    }
    return feeds;
  }

  /** Copies several buffers back with one mapping. `commands` may add copies of its own first. */
  async read(
    sources: readonly { buffer: GPUBuffer; floats: number }[],
    commands?: (encoder: GPUCommandEncoder) => void,
  ): Promise<Float32Array[]> {
    const { device, check } = this.gpu;
    const total = sources.reduce((sum, source) => sum + source.floats * 4, 0);
    const staging = this.stagingOf(total);
    const encoder = device.createCommandEncoder();
    commands?.(encoder);
    let at = 0;
    for (const { buffer, floats } of sources) {
      encoder.copyBufferToBuffer(buffer, 0, staging, at, floats * 4);
      at += floats * 4;
    }
    device.queue.submit([encoder.finish()]);
    check();
    await staging.mapAsync(GPUMapMode.READ, 0, total);
    const mapped = staging.getMappedRange(0, total);
    at = 0;
    const out = sources.map(({ floats }) => {
      const values = new Float32Array(mapped, at, floats).slice();
      at += floats * 4;
      return values;
    });
    staging.unmap();
    check();
    return out;
  }

  release(): void {
    for (const buffer of this.buffers) buffer.destroy();
    this.staging?.destroy();
    this.gpu.device.destroy();
  }

  private stagingOf(bytes: number): GPUBuffer {
    if (this.staging !== null && this.staging.size >= bytes) return this.staging;
    this.staging?.destroy();
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    this.staging = this.gpu.device.createBuffer({ size: Math.ceil(bytes / 16) * 16, usage });
    return this.staging;
  }
}
