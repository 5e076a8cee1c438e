/** Chromium on the bench's page, served with what WebAssembly threads need, and the model's files. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Remote } from 'comlink';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import { ensureChromium } from '../test/chromium.ts';
import type { BenchWorker } from './page/worker.ts';
import { Reports } from './reports.ts';

const root = join(import.meta.dirname, '../..');
const peers = join(import.meta.dirname, 'peer/node_modules');
/** Made by the bench, kept between runs, away from what is versioned. */
export const cacheFolder = join(root, 'node_modules/.cache/bench');

const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface Served {
  /** With a slash at the end. */
  readonly url: string;
  readonly reports: Reports;
  close(): Promise<void>;
}

/** Serves the page; `/models/` are the random models, `/peer/` the bench's own packages. */
export async function serve(): Promise<Served> {
  const reports = new Reports();
  const server: ViteDevServer = await createServer({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    cacheDir: join(cacheFolder, 'vite'),
    appType: 'mpa',
    logLevel: 'error',
    server: { headers, fs: { allow: [root] }, hmr: false, watch: null },
    worker: { format: 'es' },
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [
      {
        name: 'bench-files',
        configureServer({ middlewares }) {
          middlewares.use('/models', files(cacheFolder));
          middlewares.use('/peer', files(peers));
          middlewares.use(
            '/report',
            (request, response) => void reports.receive(request, response),
          );
        },
      },
    ],
  });
  await server.listen(0);
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the server of the bench has no address');
  return { url, reports, close: () => server.close() };
}

export const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];
/** Whatever adapter the machine has. */
export const ANY_GPU = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

export const launch = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', ...flags] });

/** The worker of a page, as if it were here. */
export type Bench = Remote<BenchWorker>;

/** Opens the bench in a tab of its own: its process, its memory, its threads. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  return openTab(await browser.newContext(), url);
}

/** The same, with the storage that its context has. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => {
    console.error(`error in the page: ${error.message}`);
  });
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

/** Calls one function of the worker in the page. */
export async function call<Method extends keyof BenchWorker>(
  page: Page,
  method: Method,
  ...args: Parameters<BenchWorker[Method]>
): Promise<Awaited<ReturnType<BenchWorker[Method]>>> {
  return (await page.evaluate(
    ([name, list]) => {
      const { bench } = globalThis as unknown as { bench: Record<string, Call> };
      return bench[name as string]?.(...(list as unknown[]));
    },
    [method, args] as const,
  )) as Awaited<ReturnType<BenchWorker[Method]>>;
}

type Call = (...args: unknown[]) => Promise<unknown>;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Files of a folder as they are, ranges included. */
function files(folder: string) {
  return ({ url = '', headers: { range } }: IncomingMessage, response: ServerResponse): void => {
    const path = join(folder, decodeURIComponent(url.split('?')[0] ?? ''));
    if (!path.startsWith(folder) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const { size } = statSync(path);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = Math.min(to === undefined || to === '' ? size - 1 : Number(to), size - 1);
    response.writeHead(from === undefined ? 200 : 206, {
      ...headers,
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': end - start + 1,
      'accept-ranges': 'bytes',
      ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${size}` }),
    });
    createReadStream(path, { start, end }).pipe(response);
  };
}
