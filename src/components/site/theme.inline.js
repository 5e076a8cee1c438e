// Runs before the first paint, so that a kept choice of theme never flashes, nor what a link hides.
(() => {
  const words = {
    hide: ['answers', 'controls', 'captions', 'notes', 'nav'],
    lock: ['prompt'],
  };
  const apply = (root, { search }) => {
    const query = new URLSearchParams(search);
    const known = (theme) => (theme === 'light' || theme === 'dark' ? theme : null);
    // A link's theme counts as long as the tab is open, and leaves the kept choice alone.
    let theme = known(query.get('theme'));
    try {
      if (theme) sessionStorage.setItem('vitrine-theme-visit', theme);
      else theme = known(sessionStorage.getItem('vitrine-theme-visit'));
      theme ??= known(localStorage.getItem('vitrine-theme'));
    } catch {
      // Storage is off: the address's theme, or else the system's.
    }
    if (theme) root.dataset.theme = theme;
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
