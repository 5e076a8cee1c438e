/**
 * transformers.js's own `generate()`. It is installed beside the bench, not with the project, and is
 * given its model through its custom cache, so that nothing is downloaded.
 */
import type { Gpt2Config } from '#lib/model/config.ts';
import { Laps, type Contender, type OpenContender } from './contender.ts';
import { quantized } from './quantize.ts';
import { usualGraph } from './usual-graph.ts';

/** The part of transformers.js 4 that is used. */
interface Transformers {
  readonly env: {
    version: string;
    allowLocalModels: boolean;
    useBrowserCache: boolean;
    useCustomCache: boolean;
    useWasmCache: boolean;
    customCache: unknown;
    backends: { onnx: { wasm: { wasmPaths: string; numThreads: number } } };
  };
  readonly AutoModelForCausalLM: {
    from_pretrained(name: string, options: Record<string, unknown>): Promise<Model>;
  };
  readonly Tensor: new (type: string, data: BigInt64Array, dims: readonly number[]) => object;
}
interface Model {
  generate(options: Record<string, unknown>): Promise<{ readonly data: BigInt64Array }>;
}

/** In float32, or in the 8-bit form that it takes by default. */
export const openTransformers =
  (dtype: 'fp32' | 'q8'): OpenContender =>
  async ({ config, readWeight }, { backend, threads }) => {
    const peer = (await import(
      /* @vite-ignore */ `${location.origin}/peer/@huggingface/transformers/dist/transformers.min.js`
    )) as Transformers;
    const { env } = peer;
    const graph = usualGraph(config, { logits: 'all', weights: dtype });
    const read = dtype === 'q8' ? quantized(config, readWeight) : readWeight;
    const externalData: { path: string; data: Uint8Array }[] = [];
    for (const { name } of graph.weights) {
      const values = await read(name);
      const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      externalData.push({ path: name, data });
    }
    env.backends.onnx.wasm.wasmPaths = `${location.origin}/peer/onnxruntime-web/dist/`;
    env.backends.onnx.wasm.numThreads = threads;
    env.allowLocalModels = false;
    env.useBrowserCache = false;
    env.useWasmCache = false;
    env.useCustomCache = true;
    env.customCache = cacheOf(config, graph.encode());
    const model = await peer.AutoModelForCausalLM.from_pretrained('bench/gpt2', {
      dtype,
      device: backend,
      session_options: { externalData },
    });
    return contender(peer, model, dtype);
  };

function contender({ env, Tensor }: Transformers, model: Model, dtype: string): Contender {
  return {
    about: `transformers.js ${env.version}, ${dtype}`,
    async write(prompt, count) {
      const row = (values: readonly number[]): object =>
        new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
      const laps = new Laps();
      let prompted = false;
      const streamer = {
        put(): void {
          // the prompt itself comes first
          if (prompted) laps.lap();
          prompted = true;
        },
        end: () => undefined,
      };
      const { data } = await model.generate({
        input_ids: row(prompt),
        attention_mask: row(prompt.map(() => 1)),
        max_new_tokens: count,
        min_new_tokens: count,
        do_sample: false,
        streamer,
      });
      return { ids: Array.from(data.slice(prompt.length), Number), ms: laps.ms };
    },
  };
}

/** Answers for the files of the model as the library asks for them. */
function cacheOf(config: Gpt2Config, graph: Uint8Array): unknown {
  const { eos_token_id } = config;
  const files: Readonly<Record<string, unknown>> = {
    'config.json': { ...config, model_type: 'gpt2', architectures: ['GPT2LMHeadModel'] },
    'generation_config.json': { eos_token_id, bos_token_id: eos_token_id },
  };
  return {
    match(request: string | Request): Promise<Response | undefined> {
      const name = (typeof request === 'string' ? request : request.url).split('/').at(-1) ?? '';
      const length = { 'content-length': String(graph.length) };
      if (name.endsWith('.onnx'))
        return Promise.resolve(new Response(graph.slice(), { headers: length }));
      return Promise.resolve(name in files ? Response.json(files[name]) : undefined);
    },
    put: () => Promise.resolve(),
  };
}
