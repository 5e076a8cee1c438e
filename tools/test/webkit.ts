/** WebKitGTK: the engine of Safari, with Debian's WebDriver for it, on a display in memory. */
import { globSync } from 'node:fs';
import { installFromDebian, isExecutable, onPath } from './install.ts';

export interface WebKit {
  readonly driver: string;
  /** WebKitGTK's own small browser. */
  readonly browser: string;
  /** Runs a program with a display of its own. */
  readonly display: string;
}

const PACKAGES = ['webkit2gtk-driver', 'xvfb', 'xauth'] as const;

/** Where WebKit can be had at all: on Debian and its relatives. Elsewhere its tests are left out, and said to be. */
export const mayHaveWebKit = (): boolean =>
  findWebKit() !== null || isExecutable('/usr/bin/apt-get');

export function findWebKit(): WebKit | null {
  const [driver] = onPath(['WebKitWebDriver']).filter(isExecutable);
  const [display] = onPath(['xvfb-run']).filter(isExecutable);
  const [browser] = globSync('/usr/lib{,exec}/{,*/}webkit2gtk-4.*/MiniBrowser').filter(
    isExecutable,
  );
  return driver && browser && display ? { driver, browser, display } : null;
}

/** As `findWebKit`, but installs Debian's packages where it is not. */
export function ensureWebKit(): WebKit {
  const found = findWebKit();
  if (found) return found;
  installFromDebian(...PACKAGES);
  const installed = findWebKit();
  if (installed) return installed;
  throw new Error(`no WebKit found, and none could be installed: install ${PACKAGES.join(', ')}`);
}
