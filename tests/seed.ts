/**
 * Property tests draw the same cases in every run, so that a red run is never chance.
 * `FC_SEED=7 npm run test:unit` draws others.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1402) });
