/** The real command in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vitrine` with these arguments, `input` on its standard input, and waits for its end. */
export function vitrine(
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['tools/cli/vitrine.ts', ...args], {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    // a command that reads no input may be gone before it is written
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      const [stdout, stderr] = [Buffer.concat(out).toString(), Buffer.concat(err).toString()];
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** Runs a command with --json, which must succeed and say nothing else, and gives its object. */
export async function json(
  args: readonly string[],
  options: Parameters<typeof vitrine>[1] = {},
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await vitrine([...args, '--json'], options);
  if (code !== 0 || stderr !== '') throw new Error(`exit code ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** A folder that is removed with `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
