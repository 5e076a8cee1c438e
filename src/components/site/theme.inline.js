// Runs before the first paint, so that a kept choice of theme never flashes.
(() => {
  const apply = (root) => {
    let kept = null;
    try {
      kept = localStorage.getItem('vitrine-theme');
    } catch {
      // Storage is off: the system's theme it is.
    }
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  };
  apply(document.documentElement);
  document.addEventListener('astro:before-swap', (event) =>
    apply(event.newDocument.documentElement),
  );
})();
