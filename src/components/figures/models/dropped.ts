/** Files as the browser hands them over, with their places in the folders that were given. */
import type { NamedBlob } from '#lib/model/library-client.ts';

/** What was dropped, folders read through. Must be called before the event is over. */
export function droppedFiles({ items, files }: DataTransfer): Promise<NamedBlob[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((e) => e !== null);
  return entries.length === 0
    ? Promise.resolve(chosenFiles(files))
    : Promise.all(entries.map(filesUnder)).then((all) => all.flat());
}

/** What was chosen with a file or a folder chooser. */
export function chosenFiles(files: FileList | null): NamedBlob[] {
  return [...(files ?? [])].map((file) => ({
    path: file.webkitRelativePath || file.name,
    blob: file,
  }));
}

/** What to call loose files: the folder, or the only file without its ending. */
export function nameOfFiles(files: readonly NamedBlob[]): string | null {
  const first = files[0]?.path ?? '';
  if (first.includes('/')) return first.slice(0, first.indexOf('/'));
  return files.length === 1 ? first.replace(/\.[^.]*$/, '') : null;
}

async function filesUnder(entry: FileSystemEntry): Promise<NamedBlob[]> {
  if (isFile(entry)) {
    const blob = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), blob }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: NamedBlob[] = [];
  for (;;) {
    // A reader gives a hundred entries at a time, and none when it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return inside;
    for (const next of some) inside.push(...(await filesUnder(next)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
