/** The page's side of the worker: an Engine like any other, and the news when the worker dies. */
import { proxy, wrap, type Remote } from 'comlink';
import type { Engine, EngineInfo, Generated, Run, Tensor } from './api.ts';
import { ModelError } from './errors.ts';
import type { LoadStage } from './load.ts';
import { unpack, type Answer, type ModelWorker, type OpenOptions } from './protocol.ts';

export type { OpenOptions } from './protocol.ts';
export type { LoadStage } from './load.ts';

/**
 * Starts a worker and opens a model in it. Rejects with a ModelError; the worker is then gone.
 * When the worker dies later, every call rejects with `worker-lost`: connect again.
 */
export async function connect(
  options: OpenOptions,
  onStage: (stage: LoadStage, label: string) => void = () => undefined,
): Promise<Engine> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const client = new WorkerClient(worker);
  try {
    return await client.open(options, onStage);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

class WorkerClient {
  private readonly worker: Worker;
  private readonly remote: Remote<ModelWorker>;
  private readonly died: Promise<never>;
  private die: (error: ModelError) => void = () => undefined;
  private calls = 0;

  constructor(worker: Worker) {
    this.worker = worker;
    this.remote = wrap<ModelWorker>(worker);
    this.died = new Promise((_, reject) => {
      this.die = reject;
    });
    this.died.catch(() => undefined);
    worker.addEventListener('error', (event) => {
      this.die(new ModelError('worker-lost', `the worker failed: ${event.message}`));
    });
  }

  async open(
    options: OpenOptions,
    onStage: (stage: LoadStage, label: string) => void,
  ): Promise<Engine> {
    await this.watch();
    const info = unpack(
      await this.alive<Answer<EngineInfo>>(this.remote.open(options, proxy(onStage))),
    );
    return this.engine(info);
  }

  /** The worker holds a lock while it lives; who gets it learns that the worker is gone. */
  private async watch(): Promise<void> {
    if (!isSecureContext) return; // plain-http addresses have no locks
    const lock = `vitrine-worker-${crypto.randomUUID()}`;
    await this.alive(this.remote.hello(lock));
    void navigator.locks.request(lock, () => {
      this.die(new ModelError('worker-lost', 'the worker was stopped'));
    });
  }

  private alive<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.died]);
  }

  private engine(info: EngineInfo): Engine {
    return {
      info,
      run: (ids, options = {}, signal) =>
        this.abortable<Run>(signal, (call) => this.remote.run(call, ids, options)),
      generate: (ids, options, onStep = () => undefined, signal) =>
        this.abortable<Generated>(signal, (call) =>
          this.remote.generate(call, ids, options, proxy(onStep)),
        ),
      unembed: async (rows) => unpack(await this.alive<Answer<Tensor>>(this.remote.unembed(rows))),
      release: () => {
        this.worker.terminate();
        return Promise.resolve();
      },
    };
  }

  private async abortable<T>(
    signal: AbortSignal | undefined,
    start: (call: number) => Promise<Answer<T>>,
  ): Promise<T> {
    const call = this.calls++;
    const abort = (): void => {
      void this.remote.abort(call);
    };
    signal?.addEventListener('abort', abort);
    try {
      const answer = this.alive(start(call));
      if (signal?.aborted === true) abort();
      return unpack(await answer);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }
}
