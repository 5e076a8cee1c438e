/** Begins a presentation of the lesson on the page; loaded when somebody asks for it. */
import { flushSync, mount, unmount } from 'svelte';
import type { Lang } from '#lib/i18n/languages.ts';
import { tp } from '#lib/i18n/presenterWords.ts';
import { commandOf, readClassLink, withSlide } from '#lib/presenter/index.ts';
import Bar from './Bar.svelte';
import { Deck } from './deck.svelte.ts';
import { ownerAt } from './focus.ts';
import Head from './Head.svelte';
import Layers from './Layers.svelte';
import { notesOf } from './notes.ts';
import sheet from './presenter.css?url';
import { slidesOf } from './slides.ts';
import { clearStage } from './stage.ts';
import { listenForSwipes } from './swipe.ts';

export interface Presentation {
  readonly lang: Lang;
  /** The lesson's file name, e.g. `2-tokens`. */
  readonly lesson: string;
  /** The slide to begin with, counted from 0. */
  readonly at: number;
  /** Gets the focus at the end. */
  readonly opener: HTMLElement | null;
}

/** Only one at a time. */
let running = false;

/** Turns the lesson on the page into slides, until somebody ends it or leaves the page. */
export async function present({ lang, lesson, at, opener }: Presentation): Promise<void> {
  if (running) return;
  running = true;
  try {
    await styled();
  } finally {
    running = false;
  }
  const stage = document.querySelector<HTMLElement>('main');
  const article = stage?.querySelector<HTMLElement>('article');
  if (!stage || !article) return;
  running = true;
  const root = document.documentElement;
  const scrolled = { left: scrollX, top: scrollY };
  const [head, foot] = [part('header', 'presenter-head'), part('section', 'presenter-foot')];
  foot.ariaLabel = tp(lang, 'presenter.label');
  const [bar, layers] = [part('div', 'presenter-bar'), part('div', 'presenter-layers')];
  foot.append(bar, layers);
  stage.before(head);
  stage.after(foot);

  const deck = new Deck({
    lang,
    lesson: article.querySelector('h1')?.textContent.trim() ?? '',
    slides: slidesOf(article, lang),
    stage,
    own: [head, foot],
    noNotes: readClassLink(location.href).hide.includes('notes'),
    leave,
  });
  const shown = [
    mount(Head, { target: head, props: { deck } }),
    mount(Bar, { target: bar, props: { deck } }),
    mount(Layers, { target: layers, props: { deck } }),
  ];
  const stopMarking = $effect.root(() => {
    $effect.pre(() => {
      root.dataset['presenting'] = deck.caption ? 'on caption' : 'on';
    });
  });
  flushSync();

  function key(event: KeyboardEvent): void {
    if (deck.help) return;
    const owner = ownerAt(event.target);
    const command = commandOf(event, owner);
    if (command === null) {
      if (owner === 'field' && (event.key === 'PageDown' || event.key === 'PageUp'))
        deck.hint = tp(lang, 'presenter.keysElsewhere');
      return;
    }
    event.preventDefault();
    deck.act(command);
  }
  /** A choice among the options is an answer. */
  function click(event: Event): void {
    if (event.target instanceof Element && event.target.closest('vitrine-predict [data-option]'))
      deck.answer(true);
  }
  const resize = () => deck.refit();
  const scroll = () => deck.look();
  const fullscreen = () => {
    deck.full = document.fullscreenElement !== null;
  };
  document.addEventListener('keydown', key);
  stage.addEventListener('click', click);
  stage.addEventListener('scroll', scroll, { passive: true });
  window.addEventListener('resize', resize);
  document.addEventListener('fullscreenchange', fullscreen);
  document.addEventListener('astro:before-swap', stop, { once: true });
  const stopSwipes = listenForSwipes((way) => deck.act(way));

  void notesOf(lesson).then((notes) => {
    deck.notes = notes;
    deck.tell();
  });
  document.body.focus();
  deck.go(at);
  fullscreen();
  // The browser allows it only right after a press, and may refuse; nothing depends on it.
  if (opener && navigator.userActivation.isActive)
    void root.requestFullscreen().catch(() => undefined);

  /** Takes everything down; the page is as it was. */
  function stop(): void {
    running = false;
    document.removeEventListener('keydown', key);
    stage?.removeEventListener('click', click);
    stage?.removeEventListener('scroll', scroll);
    window.removeEventListener('resize', resize);
    document.removeEventListener('fullscreenchange', fullscreen);
    document.removeEventListener('astro:before-swap', stop);
    stopSwipes();
    deck.close();
    stopMarking();
    for (const each of shown) void unmount(each);
    head.remove();
    foot.remove();
    clearStage();
    for (const each of document.querySelectorAll('[data-veiled]'))
      each.removeAttribute('data-veiled');
    delete root.dataset['presenting'];
    delete stage?.dataset['fitting'];
    stage?.style.removeProperty('--presenter-zoom');
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  }

  /** Back to the lesson, where it was left. */
  function leave(): void {
    stop();
    history.replaceState(history.state, '', withSlide(location.href, null));
    scrollTo({ ...scrolled, behavior: 'instant' });
    (opener ?? document.querySelector<HTMLElement>('[data-present]'))?.focus({
      preventScroll: true,
    });
  }
}

function part(tag: 'header' | 'section' | 'div', name: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = `${name} no-print`;
  return element;
}

/** The style sheet, which a page that nobody presents does not load; it comes in once. */
async function styled(): Promise<void> {
  if (document.querySelector('link[data-presenter-sheet]')) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  link.dataset['presenterSheet'] = '';
  await new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error('no style sheet'));
    });
    document.head.append(link);
  });
}
