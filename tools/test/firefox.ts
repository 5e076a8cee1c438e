import { installFromDebian, isExecutable, onPath } from './install.ts';

const MAC_APP = '/Applications/Firefox.app/Contents/MacOS/firefox';

/**
 * The path of a Firefox to test with, or null: `FIREFOX_PATH`, or one of the system. Playwright's own is
 * another program, a patched one; ours are driven by WebDriver BiDi, which Firefox has itself.
 */
export function findFirefox(): string | null {
  const asked = process.env.FIREFOX_PATH;
  if (asked) {
    if (isExecutable(asked)) return asked;
    throw new Error(`FIREFOX_PATH is not an executable file: ${asked}`);
  }
  return [...onPath(['firefox', 'firefox-esr']), MAC_APP].find(isExecutable) ?? null;
}

/** As `findFirefox`, but installs Debian's `firefox-esr` where there is none. */
export function ensureFirefox(): string {
  const found = findFirefox();
  if (found) return found;
  installFromDebian('firefox-esr');
  const installed = findFirefox();
  if (installed) return installed;
  throw new Error('no Firefox found, and none could be installed: install it, or set FIREFOX_PATH');
}
