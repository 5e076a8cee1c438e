/** Shows where an element came from: a copy of it glides from `from` to its place. */
export function flyFrom(element: HTMLElement, from: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as HTMLElement;
  copy.setAttribute('aria-hidden', 'true');
  for (const name of ['data-index', 'tabindex', 'role']) copy.removeAttribute(name);
  Object.assign(copy.style, {
    ...{ position: 'fixed', left: `${left}px`, top: `${top}px`, zIndex: '10' },
    ...{ width: `${width}px`, height: `${height}px`, pointerEvents: 'none' },
    font: getComputedStyle(element).font,
  });
  document.body.append(copy);
  const start = `translate(${from.left - left}px, ${from.top - top}px)`;
  const options = { duration: 320, easing: 'ease-out' } as const;
  element.animate([{ opacity: 0 }, { opacity: 0 }], options);
  const flight = copy.animate([{ transform: start }, { transform: 'none' }], options);
  flight.onfinish = flight.oncancel = () => {
    copy.remove();
  };
}
