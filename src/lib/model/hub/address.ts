/** Where things are on a hub: Hugging Face's, or a mirror with the same layout. */
import { ModelError } from '../errors.ts';

export const HUGGING_FACE = 'https://huggingface.co';

/** A repository at a branch, tag or commit, on one hub. */
export interface HubAddress {
  /** Without a slash at its end; may have a path (`https://mirror.example/hf`). */
  readonly endpoint: string;
  /** `owner/name`, or the bare name of a few old models, such as `gpt2`. */
  readonly repo: string;
  readonly revision: string;
}

export interface HubRequest {
  /** `owner/name`, or the address of the repository's page, as copied from a browser. */
  readonly repo: string;
  /** Branch, tag or commit; default `main`. */
  readonly revision?: string;
  /** Default https://huggingface.co. */
  readonly endpoint?: string;
}

/**
 * Checks what a reader typed. Throws `bad-address` for what cannot be a repository, a revision or
 * a hub.
 */
export function parseAddress({ repo, revision, endpoint }: HubRequest): HubAddress {
  const hub = parseEndpoint(endpoint ?? HUGGING_FACE);
  const typed = repo.trim();
  const page = typed.startsWith(`${hub}/`) ? typed.slice(hub.length + 1) : typed;
  const path = page.replace(/^(https?:\/\/)?(www\.)?huggingface\.co\//, '').replace(/\/+$/, '');
  const [, name, fromPage] =
    /^([^/]+(?:\/[^/]+)?)(?:\/(?:tree|blob|resolve)\/([^/]+).*)?$/.exec(path) ?? [];
  if (name === undefined || !name.split('/').every(isName))
    throw new ModelError('bad-address', `not a repository: ${repo}`, { details: { found: repo } });
  return {
    endpoint: hub,
    repo: name,
    revision: parseRevision(revision?.trim() || fromPage || 'main'),
  };
}

/** The address of a file, by the hub's own layout. */
export function resolveUrl({ endpoint, repo, revision }: HubAddress, path: string): string {
  return `${endpoint}/${repo}/resolve/${encodeURIComponent(revision)}/${path}`;
}

/** Where the hub lists the files of a revision. */
export function listingUrl({ endpoint, repo, revision }: HubAddress): string {
  return `${endpoint}/api/models/${repo}/revision/${encodeURIComponent(revision)}`;
}

/** As huggingface_hub's `validate_repo_id`: letters, digits, `-`, `_`, `.`, none of them odd. */
function isName(name: string): boolean {
  return /^[\w.-]{1,96}$/.test(name) && !/^[.-]|[.-]$|--|\.\.|\.git$/.test(name);
}

function parseRevision(revision: string): string {
  const odd = /[\s~^:?*[\\]|\.\.|^[/.-]|\/$/; // as git-check-ref-format
  if (revision.length <= 250 && !odd.test(revision)) return revision;
  throw new ModelError('bad-address', `not a revision: ${revision}`, {
    details: { found: revision },
  });
}

function parseEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new ModelError('bad-address', `not a hub: ${endpoint}`, { details: { found: endpoint } });
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
