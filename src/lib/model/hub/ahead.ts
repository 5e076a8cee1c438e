/** Results in order, with up to `lanes` under way or waiting to be taken. */
export async function* ahead<T, R>(
  items: Iterable<T>,
  lanes: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  for (const item of items) {
    const result = work(item);
    result.catch(() => undefined); // told when its turn comes
    started.push(result);
    while (started.length >= lanes) yield await started.shift()!;
  }
  for (const result of started) yield await result;
}
