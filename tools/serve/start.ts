/**
 * `npm start`: builds the site if it has changed, serves it with the headers that WASM threads
 * need (they are in astro.config.mjs), and says where. Needs no network.
 * PORT asks for a port (default 4321; the next free one is taken when it is busy), HOST for an
 * address to listen on (default: this machine only).
 */
import { join } from 'node:path';
import { isFresh } from './freshness.ts';

// Read when Astro is loaded, so set before.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.NODE_ENV ??= 'production';
const { build, preview } = await import('astro');

const root = join(import.meta.dirname, '../..');
const port = Number(process.env.PORT ?? 4321);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT is not a port number: ${process.env.PORT ?? ''}`);
  process.exit(2);
}
const host = process.env.HOST;

if (isFresh(root)) console.log('The build in dist/ is up to date.');
else await build({ root, logLevel: 'warn' });

const server = await preview({
  root,
  logLevel: 'warn',
  server: { port, ...(host ? { host } : {}) },
});
const base = (process.env.VITRINE_BASE ?? '/').replace(/\/*$/, '/');
console.log(`\nVitrine is at http://${host ?? 'localhost'}:${String(server.port)}${base}`);
