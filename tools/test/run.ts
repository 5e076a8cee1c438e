import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Ended {
  /** The exit code; null when it was killed or could not be started. */
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs a program of `node_modules/.bin` under the Node that runs us, whatever else is on the PATH.
 * Its output is passed on as it comes, and kept. It is killed after `minutes`.
 */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, minutes = 15 }: { env?: Record<string, string>; minutes?: number } = {},
): Promise<Ended> {
  const bin = join(root, 'node_modules', '.bin');
  const path = [dirname(process.execPath), bin, process.env.PATH ?? ''].join(delimiter);
  const child = spawn(command, args, {
    cwd: root,
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      // Hundreds of tests start the command line anew: what it is made of need be compiled only once.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
      ...env,
      PATH: path,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    timeout: minutes * 60_000,
  });
  let output = '';
  const pass = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
    output += chunk.toString();
    to.write(chunk);
  };
  child.stdout.on('data', pass(process.stdout));
  child.stderr.on('data', pass(process.stderr));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ status: null, output });
    });
    child.on('close', (status) => {
      if (status === null)
        console.error(`${command} was stopped (limit: ${String(minutes)} minutes)`);
      resolve({ status, output });
    });
  });
}
