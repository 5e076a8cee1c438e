/** Programs of the system that the tests need: where they are, and how to get them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs of these names could be. */
export function onPath(names: readonly string[]): string[] {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Installs packages with apt-get, on Debian and its relatives; elsewhere it does nothing. */
export function installFromDebian(...names: readonly string[]): void {
  if (process.platform !== 'linux' || !isExecutable('/usr/bin/apt-get')) return;
  console.log(`Installing with apt-get: ${names.join(', ')}.`);
  privileged(['apt-get', 'update']);
  privileged(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-q', ...names]);
}

/** Runs a command as root: directly when we are root, else through sudo if it asks no password. */
export function privileged(command: readonly string[]): boolean {
  const [file, ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  if (file === undefined) return false;
  const { status } = spawnSync(file, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 600_000,
  });
  return status === 0;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
