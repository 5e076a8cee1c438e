/**
 * npm run bench [-- [tokenizer] [bpe] [wasm] [webgpu] [gpu] [store] [sampling] [atlas] [beams] [cold]
 *     [lighthouse]] [--json]
 *
 * Measures how fast and how large things are, against their targets, and prints one table (with
 * --json, one JSON object). Without names it runs all sections. docs/benchmarks.md says how things
 * are measured. Exit code 1 when a target is missed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { ensureChromium } from '../test/chromium.ts';
import { benchBeams } from './beams.ts';
import { benchAtlas } from './atlas.ts';
import { benchBpe } from './bpe.ts';
import { serve, type Served } from './browser.ts';
import { benchCold } from './cold.ts';
import { benchGpu } from './gpu.ts';
import { benchLighthouse } from './lighthouse.ts';
import { markdown, type Row } from './rows.ts';
import { benchSampling } from './sampling.ts';
import { benchStore } from './store.ts';
import { benchTokenizer } from './tokenizer.ts';
import { benchWasm } from './wasm.ts';
import { benchWebGpu } from './webgpu.ts';

const sections = {
  tokenizer: () => benchTokenizer(),
  bpe: () => Promise.resolve(benchBpe()),
  wasm: benchWasm,
  webgpu: (served: Served) => benchWebGpu(served),
  gpu: (served: Served) => benchGpu(served),
  store: (served: Served) => benchStore(served),
  sampling: (served: Served) => benchSampling(served),
  atlas: (served: Served) => benchAtlas(served),
  beams: (served: Served) => benchBeams(served),
  cold: () => benchCold(),
  lighthouse: () => benchLighthouse(),
};
type Section = keyof typeof sections;

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const named = args.filter((arg) => arg !== '--json');
  const unknown = named.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) {
    console.error(`no such section: ${unknown} (there are ${Object.keys(sections).join(', ')})`);
    return 2;
  }
  const wanted = (named.length === 0 ? Object.keys(sections) : named) as Section[];
  const began = machine();
  const rows: Row[] = [];
  const served = await serve();
  try {
    for (const section of wanted) {
      console.error(`measuring: ${section}`);
      rows.push(...(await sections[section](served)));
    }
  } finally {
    await served.close();
  }
  const about = { ...began, loadAfter: load() };
  if (json) console.log(JSON.stringify({ machine: about, rows }));
  else {
    for (const [name, value] of Object.entries(about)) console.log(`${name}: ${value}`);
    console.log(`\n${markdown(rows)}`);
  }
  return rows.some(({ passed }) => passed === false) ? 1 : 0;
}

/** What the numbers depend on. */
function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: `${String(availableParallelism())} (${cpus()[0]?.model ?? 'unknown'})`,
    browser: chromiumVersion(),
    node: process.version,
    onnxruntime: versionOf('onnxruntime-web'),
    loadBefore: load(),
  };
}

function chromiumVersion(): string {
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  return execFileSync(ensureChromium(), ['--version'], {
    encoding: 'utf8',
    stdio: [...stdio],
  }).trim();
}

const load = (): string =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');

function versionOf(name: string): string {
  const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

process.exitCode = await main(process.argv.slice(2));
