/** Loads a model as the site does, and tells the bench when it begins and when it is done. */
import { connect } from '#lib/model/client.ts';

const tell = (what: string): Promise<Response> => fetch('/report', { method: 'POST', body: what });
const query = new URLSearchParams(location.search);
const name = query.get('model') ?? '';
const threads = Number(query.get('threads'));

await tell('blank');
try {
  const base = `${location.origin}/models/${name}/`;
  const engine = await connect({ name, base, backend: 'wasm', threads });
  await tell(`loaded: ${engine.info.backend}, threads: ${String(engine.info.threads)}`);
} catch (error) {
  await tell(`failed: ${String(error)}`);
}
