/** The worker in which the model runs, so that the page never waits for arithmetic. */
import { expose, transfer } from 'comlink';
import { countParameters } from '../parameters/index.ts';
import type { Engine, SelfCheck, Step, Tensor } from './api.ts';
import { candidates } from './backends.ts';
import { follow } from './check.ts';
import type { Gpt2Config } from './config.ts';
import { ModelError } from './errors.ts';
import { load, type Candidate } from './load.ts';
import { openModelAt, type ModelFiles } from './model-files.ts';
import { pack, type Answer, type ModelWorker, type OpenOptions } from './protocol.ts';
import { fastestThreads } from './runtime/threads.ts';
import { chooseStore } from './store/choose.ts';
import { Library } from './store/library.ts';
import { filesFromManifest } from './store/open.ts';
import { fetchShard, readManifest, shardUrl } from './store/site.ts';

/** Below this many parameters more threads only wait for each other (measured: docs/decisions). */
const SMALL = 20_000_000;

let engine: Engine | null = null;
/** What the self-check of this engine has left, run when it is first asked for. */
let check = (): Promise<SelfCheck> => Promise.reject(noModel());
let checking: Promise<SelfCheck> | null = null;
const calls = new Map<number, AbortController>();
let library: Promise<Library> | null = null;

const worker: ModelWorker = {
  hello: (lock) =>
    new Promise((acquired) => {
      navigator.locks
        .request(lock, () => {
          acquired(true);
          return new Promise(() => undefined);
        })
        .catch(() => acquired(false));
    }),

  open: (options, onStage) =>
    pack(async () => {
      await engine?.release();
      engine = null;
      onStage('opening', options.name);
      let ways: Candidate[] | null = null;
      const choose = (parameters: number): Candidate[] =>
        (ways ??= candidates(
          options.backend,
          options.threads ?? (parameters < SMALL ? 1 : fastestThreads),
        ));
      const files = await openFiles(options, (config) =>
        choose(countParameters(config))[0]?.prepare?.(),
      );
      const loaded = await load(files, choose(files.parameters), onStage, 'first');
      engine = loaded;
      checking = null;
      check = () => follow(files, loaded);
      if (options.source?.kind === 'stored')
        await (await stored()).keepCheck(options.source.id, loaded.info.selfCheck);
      return loaded.info;
    }),

  checked: () => pack(() => (checking ??= check())),

  run: async (call, ids, options) => {
    const answer = await abortable(call, (signal) => opened().run(ids, options, signal));
    if (!answer.ok) return answer;
    // Patterns of long texts are 100 MB: they move to the page, a copy would hold it up and be held twice.
    const { logits, captured } = answer.value;
    return transfer(answer, wholeBuffers([logits, ...Object.values(captured)]));
  },

  generate: (call, ids, options, onStep) =>
    reporting(call, (signal, sent) =>
      opened().generate(
        ids,
        options,
        (step) => {
          sent(onStep(transferStep(step)));
        },
        signal,
      ),
    ),

  beams: (call, ids, options, onStep) =>
    reporting(call, (signal, sent) =>
      opened().beams(
        ids,
        options,
        (step) => {
          sent(onStep(step));
        },
        signal,
      ),
    ),

  contrast: (call, ids, options, onStep) =>
    reporting(call, (signal, sent) =>
      opened().contrast(
        ids,
        options,
        (step) => {
          sent(onStep(transfer(step, [step.logits.buffer])));
        },
        signal,
      ),
    ),

  bestOf: (call, ids, options, onStep) =>
    reporting(call, (signal, sent) =>
      opened().bestOf(
        ids,
        options,
        (step, text) => {
          sent(onStep(transferStep(step), text));
        },
        signal,
      ),
    ),

  unembed: (rows) => pack(() => opened().unembed(rows)),

  tableRows: (table, indices) =>
    pack(async () => {
      const rows = await opened().tables.rows(table, indices);
      return transfer(rows, [rows.data.buffer]);
    }),

  nearest: (id, k, measure) => pack(async () => opened().tables.nearest(id, k, measure)),

  norms: () => pack(async () => opened().tables.norms()),

  principal: (count, of) => pack(async () => opened().tables.principal(count, of)),

  weightRows: (name, rows) =>
    pack(async () => {
      const found = await opened().tables.weight(name, rows);
      return transfer(found, [found.data.buffer]);
    }),

  release: () =>
    pack(async () => {
      await engine?.release();
      engine = null;
    }),

  abort: (call) => {
    calls.get(call)?.abort();
  },

  listModels: () => pack(async () => (await stored()).list()),

  downloadModel: (call, request, onProgress) =>
    abortable(call, async (signal) => (await stored()).download(request, { signal, onProgress })),

  importModels: (call, files, options, onProgress) =>
    abortable(call, async (signal) =>
      (await stored()).importFiles(files, { ...options, signal, onProgress }),
    ),

  pauseModel: (id) =>
    pack(async () => {
      (await stored()).pause(id);
    }),

  removeModel: (id) => pack(async () => (await stored()).remove(id)),

  storedManifest: (id) => pack(async () => (await stored()).manifest(id)),

  storeUsage: () => pack(async () => (await stored()).usage()),

  watchModels: async (onProgress, onChange) => {
    (await stored()).watch(onProgress, onChange);
  },
};

function stored(): Promise<Library> {
  library ??= chooseStore().then((store) => new Library(store));
  return library;
}

async function openFiles(
  { name, base, source }: OpenOptions,
  onConfig: (config: Gpt2Config) => void,
): Promise<ModelFiles> {
  if (base !== undefined) return openModelAt(name, base, onConfig);
  if (source.kind === 'stored') return (await stored()).open(source.id);
  const { manifest } = source;
  return filesFromManifest(await readManifest(manifest, {}), (shard) =>
    fetchShard(shardUrl(manifest, shard.sha256), shard, {}),
  );
}

function opened(): Engine {
  if (engine === null) throw noModel();
  return engine;
}

const noModel = (): ModelError => new ModelError('internal', 'no model is open');

async function abortable<T>(
  call: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<Answer<T>> {
  const controller = new AbortController();
  calls.set(call, controller);
  try {
    return await pack(() => task(controller.signal));
  } finally {
    calls.delete(call);
  }
}

/**
 * A task that reports its steps with `sent(onStep(…))`. Reports take another way to the page than the
 * answer and might come after it: the answer waits until the page has them all.
 */
function reporting<T>(
  call: number,
  task: (signal: AbortSignal, sent: (report: unknown) => void) => Promise<T>,
): Promise<Answer<T>> {
  return abortable(call, async (signal) => {
    const reports: unknown[] = [];
    const answer = await task(signal, (report) => {
      reports.push(report);
    });
    await Promise.allSettled(reports);
    return answer;
  });
}

/** The buffers that hold nothing but these tensors. */
function wholeBuffers(tensors: readonly Tensor[]): ArrayBuffer[] {
  const buffers = tensors.flatMap(({ data: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
  return [...new Set(buffers)];
}

function transferStep(step: Step): Step {
  const buffers = [step.logits.buffer, ...(step.patterns === null ? [] : [step.patterns.buffer])];
  return transfer(step, buffers);
}

expose(worker);
