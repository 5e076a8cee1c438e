/** One worker and the calls to it. */
import { proxy, wrap, type Remote } from 'comlink';
import type { Components, Neighbour } from '../embeddings/index.ts';
import type {
  BeamsFound,
  BestOf,
  Contrasted,
  Engine,
  EngineInfo,
  Generated,
  Run,
  SelfCheck,
  Tensor,
} from './api.ts';
import { ModelError } from './errors.ts';
import type { LoadStage } from './load.ts';
import { worst } from './worst.ts';
import { unpack, type Answer, type ModelWorker, type OpenOptions } from './protocol.ts';

/**
 * Starts a worker. When it dies, every call rejects with `worker-lost`.
 */
export class WorkerClient {
  private readonly worker: Worker;
  readonly remote: Remote<ModelWorker>;
  private readonly died: Promise<never>;
  private die: (error: ModelError) => void = () => undefined;
  /** Fulfilled with the first answer that the model gave. */
  private readonly answered: Promise<void>;
  private answer: () => void = () => undefined;
  private calls = 0;
  private watching: Promise<void> | null = null;

  /** With a worker that is there already, or one of its own. */
  constructor(worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })) {
    this.worker = worker;
    this.remote = wrap<ModelWorker>(worker);
    this.died = new Promise((_, reject) => {
      this.die = reject;
    });
    this.died.catch(() => undefined);
    this.answered = new Promise((resolve) => {
      this.answer = resolve;
    });
    worker.addEventListener('error', (event) => {
      this.die(new ModelError('worker-lost', `the worker failed: ${event.message}`));
    });
  }

  /** Opens a model; releasing it ends the worker, or leaves it to others. */
  async open(
    options: OpenOptions,
    onStage: (stage: LoadStage, label: string) => void,
    ends: 'worker' | 'model',
  ): Promise<Engine> {
    const info = await this.call<EngineInfo>(() => this.remote.open(options, proxy(onStage)));
    return this.engine(info, ends);
  }

  /** One call, unpacked. */
  async call<T>(start: () => Promise<Answer<T>>): Promise<T> {
    await (this.watching ??= this.watch());
    return unpack(await this.alive(start()));
  }

  terminate(): void {
    this.worker.terminate();
  }

  /** The worker holds a lock while it lives; who gets it learns that the worker is gone. */
  private async watch(): Promise<void> {
    if (!isSecureContext) return; // plain-http addresses have no locks
    const lock = `vitrine-worker-${crypto.randomUUID()}`;
    // In the frame of another site a browser may refuse locks: then a worker that dies is not noticed.
    if (!(await this.alive(this.remote.hello(lock)))) return;
    void navigator.locks.request(lock, () => {
      this.die(new ModelError('worker-lost', 'the worker was stopped'));
    });
  }

  private alive<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.died]);
  }

  /** What the self-check has left, once the page has something to show; a fault ends the worker. */
  private async check(): Promise<SelfCheck> {
    await this.alive(this.answered);
    const whole = await this.call(() => this.remote.checked());
    if (whole.status !== 'failed') return whole;
    this.die(new ModelError('self-check-failed', worst(whole)));
    this.terminate();
    return whole;
  }

  private engine(info: EngineInfo, ends: 'worker' | 'model'): Engine {
    const checked = info.selfCheck.following === undefined ? null : this.check();
    checked?.catch(() => undefined); // `lost` tells
    return {
      info,
      lost: this.died.catch((error: unknown) => error as ModelError),
      ...(checked && { checked }),
      run: (ids, options = {}, signal) =>
        this.abortable<Run>(signal, (call) => this.remote.run(call, ids, options)),
      generate: (ids, options, onStep = () => undefined, signal) =>
        this.abortable<Generated>(signal, (call) =>
          this.remote.generate(call, ids, options, proxy(onStep)),
        ),
      beams: (ids, options, onStep = () => undefined, signal) =>
        this.abortable<BeamsFound>(signal, (call) =>
          this.remote.beams(call, ids, options, proxy(onStep)),
        ),
      contrast: (ids, options, onStep = () => undefined, signal) =>
        this.abortable<Contrasted>(signal, (call) =>
          this.remote.contrast(call, ids, options, proxy(onStep)),
        ),
      bestOf: (ids, options, onStep = () => undefined, signal) =>
        this.abortable<BestOf>(signal, (call) =>
          this.remote.bestOf(call, ids, options, proxy(onStep)),
        ),
      unembed: (rows) => this.call<Tensor>(() => this.remote.unembed(rows)),
      tables: {
        rows: (table, indices) => this.call<Tensor>(() => this.remote.tableRows(table, indices)),
        nearest: (id, k, measure) =>
          this.call<readonly Neighbour[]>(() => this.remote.nearest(id, k, measure)),
        norms: () => this.call<Float32Array>(() => this.remote.norms()),
        principal: (count, of = 'rows') =>
          this.call<Components>(() => this.remote.principal(count, of)),
        weight: (name, rows) => this.call<Tensor>(() => this.remote.weightRows(name, rows)),
      },
      release: async () => {
        if (ends === 'worker') this.terminate();
        else await this.call(() => this.remote.release());
      },
    };
  }

  /** One call that `signal` can stop. */
  async abortable<T>(
    signal: AbortSignal | undefined,
    start: (call: number) => Promise<Answer<T>>,
  ): Promise<T> {
    await (this.watching ??= this.watch());
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
      this.answer();
      signal?.removeEventListener('abort', abort);
    }
  }
}
