/** Everything that this site keeps in a browser, and how to remove it. Other sites of this origin are left alone. */
import type { Kind } from './kinds.ts';

/** What all names of this site's storage begin with. */
const OURS = 'vitrine';
const COURSE = 'vitrine-course ';
const THREADS = 'vitrine-threads';
const THEME = /^vitrine-theme/;

/** What there is of each kind; of `progress` and `choices`, in whatever of the two storages. */
export async function look(): Promise<ReadonlySet<Kind>> {
  const found = new Set<Kind>();
  for (const name of await cacheNames())
    found.add(name.startsWith(COURSE) ? 'course' : name === THREADS ? 'threads' : 'models');
  if ((await folders()).length > 0) found.add('models');
  for (const name of [...itemNames('localStorage'), ...itemNames('sessionStorage')])
    found.add(THEME.test(name) ? 'choices' : 'progress');
  return found;
}

/** Bytes that the browser counts for this origin; null where it does not say. */
export async function size(): Promise<number | null> {
  const { usage } = await navigator.storage.estimate().catch(() => ({ usage: undefined }));
  return usage ?? null;
}

/** Removes all of it, and the service worker with the site's path in its scope. What is left: see `look`. */
export async function removeAll(base: string): Promise<void> {
  const steps = [
    async () => {
      for (const each of await navigator.serviceWorker.getRegistrations())
        if (new URL(each.scope).pathname === base) await each.unregister();
    },
    async () => {
      for (const name of await cacheNames()) await caches.delete(name);
    },
    async () => {
      const origin = await navigator.storage.getDirectory();
      for (const name of await folders()) await origin.removeEntry(name, { recursive: true });
    },
    () => removeItems('localStorage'),
    () => removeItems('sessionStorage'),
  ];
  // What one browser lacks, or another tab holds, does not keep the rest.
  for (const step of steps)
    await Promise.resolve()
      .then(step)
      .catch(() => undefined);
}

async function cacheNames(): Promise<string[]> {
  const names = await Promise.resolve()
    .then(() => caches.keys())
    .catch(() => []);
  return names.filter((name) => name.startsWith(OURS));
}

async function folders(): Promise<string[]> {
  try {
    const origin = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const [name, handle] of origin.entries())
      if (name.startsWith(OURS) && !(await isEmpty(handle))) names.push(name);
    return names;
  } catch {
    return [];
  }
}

async function isEmpty(handle: FileSystemHandle): Promise<boolean> {
  if (handle.kind !== 'directory') return false;
  const inside = (handle as FileSystemDirectoryHandle).values();
  return (await inside.next()).done === true;
}

type Store = 'localStorage' | 'sessionStorage';

function itemNames(store: Store): string[] {
  try {
    return Object.keys(window[store]).filter((name) => name.startsWith(OURS));
  } catch {
    return [];
  }
}

function removeItems(store: Store): void {
  for (const name of itemNames(store)) window[store].removeItem(name);
}
