// Runs before the first paint: what of the figure is shown, and in which theme.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const show = query.get('show');
  if (show !== null) root.dataset.show = show.split(/[\s,]+/).join(' ');
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
})();
