/** True at most every `ms` milliseconds: a picture that grows run by run need not be drawn each time. */
export function everySoOften(ms = 150, now: () => number = () => performance.now()): () => boolean {
  let last = now();
  return () => {
    if (now() - last < ms) return false;
    last = now();
    return true;
  };
}
