import { playwright } from '@vitest/browser-playwright';
import { getViteConfig } from 'astro/config';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './tools/test/chromium.ts';

/** SharedArrayBuffer, and with it WASM threads, exists only in a cross-origin isolated page. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const executablePath = findChromium();

const config = defineConfig({
  server: { headers: isolation },
  // Its files find each other by import.meta.url, which bundling would break.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'firefox',
          environment: 'node',
          include: ['tests/firefox/**/*.test.ts'],
          testTimeout: 90_000,
          // A Firefox that must first be installed takes a while.
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'webkit',
          environment: 'node',
          include: ['tests/webkit/**/*.test.ts'],
          testTimeout: 90_000,
          // A WebKit that must first be installed takes a while.
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{unit,figures,lint}/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 30_000,
          setupFiles: ['tests/seed.ts'],
        },
      },
      {
        extends: true,
        test: {
          // The built site: what it weighs, what Lighthouse finds. `npm test -- build audit`
          name: 'audit',
          environment: 'node',
          include: ['tests/audit/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/hub/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // The software GPU and two cores: one page at a time.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...CHROMIUM_FLAGS],
                ...(executablePath === null ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

export default getViteConfig(config);
