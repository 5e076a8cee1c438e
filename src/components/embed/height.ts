/** What an embedded figure says to the page that holds it, whenever its height changes. */
export interface HeightMessage {
  readonly type: 'vitrine:height';
  /** The figure's id. */
  readonly figure: string;
  /** In CSS pixels, of all that the frame would have to show. */
  readonly height: number;
}

/**
 * Tells the page around this one how high its content is: now, whenever that changes, and when it asks with
 * `{ type: 'vitrine:measure' }`. Does nothing in a window of its own.
 */
export function tellHeight(): void {
  if (window.parent === window) return;
  const figure = document.documentElement.dataset['embed'] ?? '';
  let told = 0;
  const tell = (again: boolean): void => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told && !again) return;
    told = height;
    const message: HeightMessage = { type: 'vitrine:height', figure, height };
    // The height is no secret: whoever holds the frame sees it.
    window.parent.postMessage(message, '*');
  };
  new ResizeObserver(() => {
    tell(false);
  }).observe(document.body);
  window.addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
    if (source === window.parent && isMeasure(data)) tell(true);
  });
}

function isMeasure(data: unknown): boolean {
  return (
    typeof data === 'object' && data !== null && 'type' in data && data.type === 'vitrine:measure'
  );
}
