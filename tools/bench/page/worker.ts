/** Where everything is measured: a worker, as on the site. */
import { expose } from 'comlink';
import { openModelAt } from '#lib/model/model-files.ts';
import { activationNames } from '#lib/model/names.ts';
import { openBare } from './bare.ts';
import type { Contender, OpenOptions, Written } from './contender.ts';
import { countSteps, timeSteps, type StepCounts } from './gpu-steps.ts';
import { storeBench } from './store.ts';
import { openOurs, timedBeams, type Ours } from './ours.ts';
import { openTransformers } from './transformers.ts';

export type Name = 'ours' | 'bare' | 'transformers.js' | 'transformers.js q8';

const open = {
  bare: openBare,
  'transformers.js': openTransformers('fp32'),
  'transformers.js q8': openTransformers('q8'),
};

const contenders = new Map<Name, Contender>();
let ours: Ours | null = null;

const worker = {
  ...storeBench,

  /** Loads a model for a contender; says what runs where. */
  async open(
    name: Name,
    model: string,
    options: OpenOptions & { readonly recorded?: boolean },
  ): Promise<string> {
    const files = await openModelAt(model, `${location.origin}/models/${model}/`);
    const contender =
      name === 'ours' ? (ours = await openOurs(files, options)) : await open[name](files, options);
    contenders.set(name, contender);
    return contender.about;
  },

  async write(name: Name, prompt: readonly number[], count: number): Promise<Written> {
    const contender = contenders.get(name);
    if (contender === undefined) throw new Error(`not open: ${name}`);
    return contender.write(prompt, count);
  },

  writeBeams: (prompt: readonly number[], count: number, beams: number): Promise<number[]> =>
    timedBeams(opened().engine, prompt, count, beams),

  /** Milliseconds of one pass of our engine over a text, with or without what figures show. */
  async run(ids: readonly number[], captured: boolean): Promise<number> {
    const { engine } = opened();
    const names = activationNames(engine.info.config);
    const shown = names.filter((name) => /hook_(pattern|resid_(pre|mid|post))$/.test(name));
    const { ms } = await engine.run(ids, { capture: captured ? shown : [] });
    return ms;
  },

  countSteps: (patterns: boolean): Promise<StepCounts> => countSteps(opened().engine, patterns),
  timeSteps: (): Promise<number[]> => timeSteps(opened().engine),

  /** The adapter's name, null without WebGPU; software says whether it is a program on the CPU. */
  async adapter(): Promise<{ name: string; software: boolean } | null> {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return null;
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
    return { name, software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(name) };
  },
};

function opened(): Ours {
  if (ours === null) throw new Error('our engine is not open');
  return ours;
}

export type BenchWorker = typeof worker;
expose(worker);
