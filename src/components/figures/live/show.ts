/** How the live page's parts put the session into words and tables. */
import { visibleText } from '#components/charts/spaces.ts';
import type { Provenance } from '#components/figures/frame/figure.ts';
import type { Piece } from '#lib/bpe/index.ts';
import type { Session } from '#lib/state/session.svelte.ts';

/** Where the figures' numbers come from just now. */
export function provenanceOf({ snapshot, info, stored, held, file }: Session): Provenance {
  if (file !== null && snapshot.source === 'stored')
    return { kind: 'file', model: stored.model, file };
  if (snapshot.source === 'stored' || !info)
    return { kind: 'stored', model: stored.model, command: stored.command };
  return {
    kind: 'live',
    model: info.model,
    dtype: held === null ? info.dtype : `${held.dtype} → ${info.dtype}`,
    backend: backendName(info.backend),
  };
}

/** Backends as they write themselves. */
export function backendName(backend: 'webgpu' | 'wasm'): string {
  return backend === 'webgpu' ? 'WebGPU' : 'WASM';
}

/** A name for each token: its text, or, for a part of a character, the character and which part. */
export function tokenLabels(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ text, fragments }) =>
    fragments.map((_, i) =>
      fragments.length === 1
        ? visibleText(text)
        : `${visibleText(text)} ${String(i + 1)}/${String(fragments.length)}`,
    ),
  );
}
