import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './tools/test/chromium.ts';

const PORT = 4329;
const executablePath = findChromium();

/** The built site in a real browser. The server builds dist/ first where it is missing or old. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${String(PORT)}`,
    // Taking one of pages with so many marks doubles the time; `--trace on` for the one that is looked into.
    trace: 'off',
    // It would fetch the whole course in every test; offline.spec.ts and static-host.spec.ts let it.
    serviceWorkers: 'block',
    launchOptions: {
      args: [...CHROMIUM_FLAGS],
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: `"${process.execPath}" tools/serve/start.ts`,
    env: { PORT: String(PORT) },
    url: `http://localhost:${String(PORT)}/`,
    timeout: 180_000,
  },
});
