/**
 * Follows a value a few animation frames later, so that figures that change together are drawn in
 * tasks of their own and the page answers in between. On the server it is the value itself.
 */
export function staggered<T>(value: () => T, frames: number): { readonly current: T } {
  let current = $state.raw(value());
  $effect(() => {
    const next = value();
    if (next === current) return;
    let left = frames;
    let request = requestAnimationFrame(function wait() {
      if (--left > 0) request = requestAnimationFrame(wait);
      else current = next;
    });
    return () => {
      cancelAnimationFrame(request);
    };
  });
  return {
    get current() {
      return current;
    },
  };
}
