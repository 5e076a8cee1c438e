/**
 * Paper is light: pictures that a script has drawn in the dark theme are drawn again before printing
 * (`watchTheme` sees the change), and once more after it. Call once.
 */
export function lightOnPaper(): void {
  let before: string | undefined;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset['theme'];
    document.documentElement.dataset['theme'] = 'light';
  });
  addEventListener('afterprint', () => {
    if (before === undefined) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = before;
  });
}
