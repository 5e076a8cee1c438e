import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { installFromDebian, isExecutable, onPath, privileged } from './install.ts';

/**
 * Flags with which headless Chromium offers WebGPU on a machine without a GPU: SwiftShader, a
 * software adapter. It has no `shader-f16`, and its fused attention is wrong from 32 tokens on,
 * which the engine's self-check has to notice.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const MAC_APPS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of a Chromium to test with, or null. Looks at `CHROMIUM_PATH`, then for Playwright's own
 * download, then for one of the system. A `CHROMIUM_PATH` that cannot be run is an error.
 */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (isExecutable(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is not an executable file: ${asked}`);
  }
  const candidates = [
    chromium.executablePath(),
    ...onPath(NAMES),
    ...(process.platform === 'darwin' ? MAC_APPS.map((app) => join('/Applications', app)) : []),
  ];
  return candidates.find(isExecutable) ?? null;
}

/**
 * As `findChromium`, but installs one where there is none: Playwright's download first, then, as
 * root on Debian and its relatives, the package `chromium`. Throws with what to do by hand when
 * neither works.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const fromDebian = (): void => {
    installFromDebian('chromium');
  };
  for (const install of [installFromPlaywright, fromDebian]) {
    install();
    const path = findChromium();
    if (path) return path;
  }
  throw new Error(
    'no Chromium found, and none could be installed: install Chromium or Google Chrome, ' +
      'or set CHROMIUM_PATH to its executable',
  );
}

/** Playwright's own build, with the system libraries it needs when we may install them. */
function installFromPlaywright(): void {
  console.log('No Chromium here: asking Playwright for one.');
  const cli = join(import.meta.dirname, '../../node_modules/playwright/cli.js');
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    // Its errors are pages long; that it has found none is said below.
    stdio: ['ignore', 'inherit', 'ignore'],
    env,
    timeout: 300_000,
  });
  if (status !== 0) {
    console.log('Its download cannot be reached from here.');
    return;
  }
  // The download lacks the shared libraries of the system; harmless where they are there already.
  const installed = chromium.executablePath();
  if (spawnSync(installed, ['--version'], { stdio: 'ignore' }).status === 0) return;
  privileged([process.execPath, cli, 'install-deps', 'chromium']);
}
