// Runs before the first paint, so that a kept choice of theme never flashes, nor what a link hides.
(() => {
  const words = {
    hide: ['answers', 'controls', 'captions', 'notes', 'nav'],
    lock: ['prompt'],
  };
  const apply = (root, { search }) => {
    let kept = null;
    try {
      kept = localStorage.getItem('vitrine-theme');
    } catch {
      // Storage is off: the system's theme it is.
    }
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
    const query = new URLSearchParams(search);
    for (const name of ['hide', 'lock']) {
      const asked = (query.get(name) ?? '').toLowerCase().split(',');
      const known = words[name].filter((word) => asked.some((each) => each.trim() === word));
      if (known.length > 0) root.dataset[name] = known.join(' ');
    }
  };
  apply(document.documentElement, location);
  document.addEventListener('astro:before-swap', (event) =>
    apply(event.newDocument.documentElement, event.to),
  );
})();
