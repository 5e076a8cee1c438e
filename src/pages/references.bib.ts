import type { APIRoute } from 'astro';
import { workToBibtex } from '#lib/references/bibtex.ts';
import { works } from '#lib/references/works.ts';

/** Every work that the lessons cite, for BibTeX. */
export const GET: APIRoute = () =>
  new Response(
    works
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(workToBibtex)
      .join('\n'),
  );
