import { describe, expect, it } from 'vitest';
import { commandOf, ownerOf, type Focused, type Pressed } from '#lib/presenter/index.ts';

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  defaultPrevented: false,
  ...more,
});
const focused = (more: Partial<Focused>): Focused => ({
  tag: 'div',
  type: '',
  role: null,
  editable: false,
  tabindex: false,
  ...more,
});

describe('commandOf(pressed, owner)', () => {
  it.each([
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    [' ', 'next'],
    ['Home', 'first'],
    ['End', 'last'],
    ['b', 'black'],
    ['B', 'black'],
    ['.', 'black'],
    ['?', 'help'],
    ['Escape', 'exit'],
    ['x', null],
    ['toString', null],
  ])('%s with nothing in focus: %s', (key, command) => {
    expect(commandOf(pressed(key), 'none')).toBe(command);
  });

  it('goes back by shift and space', () => {
    expect(commandOf(pressed(' ', { shiftKey: true }), 'none')).toBe('previous');
  });

  it('leaves to a control of a figure what it uses itself', () => {
    expect(commandOf(pressed(' '), 'button')).toBeNull();
    expect(commandOf(pressed('PageDown'), 'button')).toBe('next');
    expect(commandOf(pressed('ArrowRight'), 'widget')).toBeNull();
    expect(commandOf(pressed('PageDown'), 'widget')).toBe('next');
    for (const key of ['b', 'PageDown', 'ArrowLeft', ' ', 'Home', '?'])
      expect(commandOf(pressed(key), 'field')).toBeNull();
  });

  it('takes the keys back by Escape, and ends only from outside a control', () => {
    expect(commandOf(pressed('Escape'), 'field')).toBe('release');
    expect(commandOf(pressed('Escape'), 'widget')).toBe('release');
    expect(commandOf(pressed('Escape'), 'button')).toBe('exit');
  });

  it('passes over what a figure has used, and the browser’s own shortcuts', () => {
    expect(commandOf(pressed('ArrowRight', { defaultPrevented: true }), 'none')).toBeNull();
    expect(commandOf(pressed('f', { ctrlKey: true }), 'none')).toBeNull();
    expect(commandOf(pressed('ArrowLeft', { altKey: true }), 'none')).toBeNull();
  });
});

describe('ownerOf(focused)', () => {
  it.each([
    [{ tag: 'input', type: 'text' }, 'field'],
    [{ tag: 'input', type: 'range' }, 'field'],
    [{ tag: 'input', type: 'radio' }, 'widget'],
    [{ tag: 'input', type: 'checkbox' }, 'button'],
    [{ tag: 'textarea' }, 'field'],
    [{ tag: 'select' }, 'field'],
    [{ tag: 'div', role: 'slider', tabindex: true }, 'field'],
    [{ tag: 'div', role: 'grid', tabindex: true }, 'widget'],
    [{ tag: 'svg', tabindex: true }, 'widget'],
    [{ tag: 'summary' }, 'button'],
    [{ tag: 'a' }, 'button'],
    [{ tag: 'div', editable: true }, 'field'],
    [{ tag: 'h2' }, 'none'],
  ] as const)('%o: %s', (element, owner) => {
    expect(ownerOf(focused(element))).toBe(owner);
  });
});
