/** The stand-in in a process of its own; writes its address. For measurements, and to try a page by hand. */
import { startHub } from './server.ts';

const { url } = await startHub();
console.log(url);
