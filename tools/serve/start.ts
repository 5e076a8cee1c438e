/**
 * `npm start`: builds the site if it has changed, serves it compressed and with the headers of
 * `public/_headers`, and says where. Needs no network.
 * PORT asks for a port (default 4321; the next free one is taken when it is busy), HOST for an
 * address to listen on (default: this machine only), VITRINE_BASE for a path to serve it under.
 */
import { join } from 'node:path';
import { isFresh } from './freshness.ts';
import { serveSite } from './site.ts';

const root = join(import.meta.dirname, '../..');
const port = Number(process.env.PORT ?? 4321);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT is not a port number: ${process.env.PORT ?? ''}`);
  process.exit(2);
}

if (isFresh(root)) console.log('The build in dist/ is up to date.');
else {
  // Read when Astro is loaded, so set before.
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.NODE_ENV ??= 'production';
  const { build } = await import('astro');
  await build({ root, logLevel: 'warn' });
}

const { url } = await serveSite({
  folder: join(root, 'dist'),
  base: process.env.VITRINE_BASE ?? '/',
  host: process.env.HOST,
  port,
  pack: true,
});
console.log(`\nVitrine is at ${url}`);
