/**
 * The most memory that loading takes. A tab, its worker and all WebAssembly heaps live in one
 * process, the renderer, whose peak the Linux kernel keeps (VmHWM: every resident page once). From
 * it goes what the same process held while the page was blank. No debugger is attached to the tab:
 * the developer tools keep up to 200 MB of what a page downloads.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../test/chromium.ts';
import type { Served } from './browser.ts';

export interface Memory {
  /** Bytes above the blank page, at the highest. */
  readonly peak: number;
  /** Bytes above the blank page once the model is loaded. */
  readonly after: number;
}

/** Loads a model in a browser of its own; null where the system does not tell (only Linux does). */
export async function loadingMemory(
  { url, reports }: Served,
  model: string,
  threads: number,
): Promise<Memory | null> {
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  const address = `${url}memory.html?model=${model}&threads=${String(threads)}`;
  const flags = ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`];
  const chromium = spawn(ensureChromium(), [...flags, address], { stdio: 'ignore' });
  const { pid } = chromium;
  if (pid === undefined) throw new Error('Chromium does not start');
  try {
    await reports.next('blank');
    const before = new Map(renderersOf(pid).map((child) => [child, residentBytes(child)]));
    reports.answer();
    await reports.next('loaded');
    const rises = [...before].flatMap(([child, blank]) => {
      const loaded = residentBytes(child);
      if (blank === null || loaded === null) return [];
      return [{ peak: loaded.peak - blank.now, after: loaded.now - blank.now }];
    });
    return rises.toSorted((a, b) => b.peak - a.peak)[0] ?? null;
  } finally {
    reports.answer();
    const gone = new Promise((resolve) => chromium.once('exit', resolve));
    chromium.kill();
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Peak and present resident bytes of a process. */
function residentBytes(pid: number): { peak: number; now: number } | null {
  const status = procFile(pid, 'status');
  const field = (name: string): number =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
  const [peak, now] = [field('VmHWM'), field('VmRSS')];
  return Number.isNaN(peak) ? null : { peak, now };
}

/** The processes below `ancestor` that show pages. */
function renderersOf(ancestor: number): number[] {
  const pids = procFolders();
  const parents = new Map(
    pids.map((pid) => [pid, Number(/^PPid:\s+(\d+)/m.exec(procFile(pid, 'status'))?.[1])]),
  );
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isBelow(parent));
  };
  return pids.filter((pid) => isBelow(pid) && procFile(pid, 'cmdline').includes('--type=renderer'));
}

function procFolders(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Empty where the process is gone or the system is another. */
function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
