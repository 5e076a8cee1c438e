/** The built site in a real WebKit, driven by WebDriver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { afterAll, beforeAll } from 'vitest';
import { serveSite, type Site } from '../../tools/serve/site.ts';
import { ensureWebKit } from '../../tools/test/webkit.ts';

/** Opens an address of the site in the one window there is. */
export type Open = (address: string) => Promise<WebDriver>;

/** One WebKit and one server for the tests of a file. */
export function useWebKit(): Open {
  let site: Site;
  let service: ChildProcess;
  let browser: WebDriver;
  beforeAll(async () => {
    const webkit = ensureWebKit();
    site = await serveSite({ folder: join(import.meta.dirname, '../../dist'), port: 0 });
    const port = await freePort();
    const command = ['-a', webkit.driver, `--port=${String(port)}`];
    service = spawn(webkit.display, command, { stdio: 'ignore', detached: true });
    const server = `http://127.0.0.1:${String(port)}`;
    await ready(server);
    browser = await new Builder()
      .usingServer(server)
      .withCapabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      })
      .build();
  });
  afterAll(async () => {
    await browser.quit();
    // The display and the driver are one group of processes.
    if (service.pid !== undefined) process.kill(-service.pid);
    await site.close();
  });
  return async (address) => {
    await browser.get(new URL(address, site.url).href);
    return browser;
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves once the driver answers. */
async function ready(server: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${server}/status`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Brings every figure into view, one after the other; gives those whose script does not run then. What is
 * behind a button is not shown, and sleeps on.
 */
export async function asleep(browser: WebDriver): Promise<readonly string[]> {
  const left = (): Promise<readonly string[]> =>
    browser.executeScript(
      `const shown = (island) => [...island.children].some((part) => part.checkVisibility());
       const asleep = [...document.querySelectorAll('astro-island[ssr]')].filter(shown);
       asleep[0]?.firstElementChild?.scrollIntoView();
       return asleep.map((island) => island.getAttribute('component-url'));`,
    );
  await browser.wait(async () => (await left()).length === 0, 30_000).catch(() => undefined);
  return left();
}
