import { resolve } from 'node:path';

/** A path as the caller means it: `npm run` changes to the project's folder before it starts us. */
export function userPath(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return resolve(script === 'vitrine' && folder !== undefined ? folder : process.cwd(), path);
}
