/** The worker in which the model runs, so that the page never waits for arithmetic. */
import { expose } from 'comlink';
import { countParameters } from '../parameters/index.ts';
import type { Engine, SelfCheck, Step, Tensor } from './api.ts';
import { candidates, compileEarly } from './backends.ts';
import { follow } from './check.ts';
import type { Gpt2Config } from './config.ts';
import { onEarly } from './early-worker.ts';
import { ModelError } from './errors.ts';
import { load, type Candidate } from './load.ts';
import { openModelAt, type ModelFiles } from './model-files.ts';
import { moved, type Arrays } from './moved.ts';
import { pack, type Answer, type ModelWorker, type OpenOptions } from './protocol.ts';
import { fastestThreads } from './runtime/threads.ts';
import { chooseStore } from './store/choose.ts';
import { Library } from './store/library.ts';
import { filesFromManifest } from './store/open.ts';
import { fetchShard, readManifest, shardUrl } from './store/site.ts';

/** Below this many parameters more threads only wait for each other (measured: docs/decisions). */
const SMALL = 20_000_000;

/** The model that the page is about to ask for. */
let early: { readonly base: string; readonly files: Promise<ModelFiles> } | null = null;
onEarly(({ name, base }) => {
  compileEarly();
  early = { base, files: openModelAt(name, base) };
  early.files.catch(() => undefined); // told to who asks
});

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

  run: (call, ids, options) =>
    abortable(
      call,
      (signal) => opened().run(ids, options, signal),
      ({ logits, captured }) => [logits, ...Object.values(captured)].map(({ data }) => data),
    ),

  generate: (call, ids, options, onStep) =>
    reporting(call, (signal, sent) =>
      opened().generate(
        ids,
        options,
        (step) => {
          sent(onStep(movedStep(step)));
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
          sent(onStep(moved(step, [step.logits])));
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
          sent(onStep(movedStep(step), text));
        },
        signal,
      ),
    ),

  unembed: (rows) => pack(() => opened().unembed(rows), dataOf),

  tableRows: (table, indices) => pack(async () => opened().tables.rows(table, indices), dataOf),

  nearest: (id, k, measure) => pack(async () => opened().tables.nearest(id, k, measure)),

  norms: () =>
    pack(
      async () => opened().tables.norms(),
      (norms) => [norms],
    ),

  // These are kept for the next who asks: the page gets a copy.
  principal: (count, of) => pack(async () => opened().tables.principal(count, of)),

  weightRows: (name, rows) => pack(async () => opened().tables.weight(name, rows), dataOf),

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
  const begun = base === early?.base ? early?.files : undefined;
  early = null;
  if (begun !== undefined) return begun;
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
  arraysOf?: (value: T) => Arrays,
): Promise<Answer<T>> {
  const controller = new AbortController();
  calls.set(call, controller);
  try {
    return await pack(() => task(controller.signal), arraysOf);
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

const dataOf = ({ data }: Tensor): Arrays => [data];

const movedStep = (step: Step): Step => moved(step, [step.logits, step.patterns]);

expose(worker);
