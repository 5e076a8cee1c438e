/**
 * A whole run as a file, `*.vitrine.json`: the state as a link has it, the model by its name, and what was
 * computed, in the form in which the page itself keeps stored runs.
 */
import { aList, aRecord, aText, oneOf, orNull, WrongPlace, type Check } from './check.ts';

export const FORMAT = 'vitrine-run';
export const VERSION = 1;
export const EXTENSION = '.vitrine.json';
/** Larger files are neither written nor read, in bytes. */
export const MOST_BYTES = 32_000_000;

/** The pages whose runs can be saved. */
export const RUN_PAGES = ['model', 'labs/attention', 'labs/decoding'] as const;
export type RunPage = (typeof RUN_PAGES)[number];

/** What computed a run. */
export interface RunModel {
  readonly name: string;
  /** As the address asks for it; null for the model that comes with the site. */
  readonly id: string | null;
  readonly dtype: string;
  readonly backend: string;
  /** What the model's own files are known by: a commit, or a hash; null where neither is known. */
  readonly hash: string | null;
}

/** What did not fit. */
export const LEFT_OUT = ['patterns', 'logits'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export interface RunFile<T> {
  readonly page: RunPage;
  /** When it was saved, ISO 8601. */
  readonly saved: string;
  /** The page's state, a fragment without #. */
  readonly link: string;
  readonly model: RunModel;
  readonly left: readonly LeftOut[];
  readonly run: T;
}

/** Why a file cannot be opened. */
export type RunFileProblem =
  | { readonly code: 'too-big' | 'not-json' | 'foreign' | 'newer' | 'unreadable' }
  | { readonly code: 'other-page'; readonly page: RunPage }
  | { readonly code: 'damaged'; readonly where: string };

export type OpenedRun<T> =
  | { readonly ok: true; readonly file: RunFile<T> }
  | { readonly ok: false; readonly problem: RunFileProblem };

/** The text of a file. */
export const writeRunFile = (file: RunFile<unknown>): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, ...file });

/** A name for it: what the text begins with, as far as file systems take it. */
export function runFileName(page: RunPage, text: string): string {
  const words = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...words].slice(0, 32).join('').replace(/-+$/, '');
  return `${page.replace('labs/', '')}${short === '' ? '' : `-${short}`}${EXTENSION}`;
}

const head = aRecord<Omit<RunFile<unknown>, 'run'>>({
  page: oneOf(RUN_PAGES),
  saved: aText(40),
  link: aText(300_000),
  model: aRecord<RunModel>({
    ...{ name: aText(200), id: orNull(aText(400)), dtype: aText(60), backend: aText(60) },
    hash: orNull(aText(200)),
  }),
  left: aList(oneOf(LEFT_OUT), 0, 4),
});

/**
 * Reads a file for a page. Never throws: what cannot be opened is told. `check` sees to the run itself,
 * and throws `WrongPlace` where it makes no sense.
 */
export function readRunFile<T>(text: string, page: RunPage, check: Check<T>): OpenedRun<T> {
  const wrong = (problem: RunFileProblem): OpenedRun<T> => ({ ok: false, problem });
  if (text.length > MOST_BYTES) return wrong({ code: 'too-big' });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return wrong({ code: 'not-json' });
  }
  if (typeof value !== 'object' || value === null || !('format' in value))
    return wrong({ code: 'foreign' });
  const { format, version } = value as { format: unknown; version?: unknown };
  if (format !== FORMAT || typeof version !== 'number') return wrong({ code: 'foreign' });
  if (version > VERSION) return wrong({ code: 'newer' });
  try {
    const file = head(value, 'file');
    if (file.page !== page) return wrong({ code: 'other-page', page: file.page });
    const run = check((value as { run?: unknown }).run, 'run');
    return { ok: true, file: { ...file, run } };
  } catch (error) {
    if (error instanceof WrongPlace) return wrong({ code: 'damaged', where: error.where });
    throw error;
  }
}
