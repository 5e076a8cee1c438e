/** What a key or a clicker asks of the presenter, and which keys belong to what has the focus. */

export type Command =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'down'
  | 'up'
  | 'answer'
  | 'caption'
  | 'notes'
  | 'spotlight'
  | 'laser'
  | 'black'
  | 'full'
  | 'larger'
  | 'smaller'
  | 'help'
  | 'exit'
  /** Gives the keys back to the presenter: the focus leaves a control of the slide. */
  | 'release';

/**
 * What has the focus. `button`: Space and Enter are its own. `widget` (a grid, a radio button, a
 * map that is moved by keys): the arrows, Home and End too. `field` (text, slider, list): all keys.
 */
export type Owner = 'none' | 'button' | 'widget' | 'field';

/** The part of a KeyboardEvent that counts. */
export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly defaultPrevented: boolean;
}

const commands: Readonly<Record<string, Command>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'previous',
  ArrowLeft: 'previous',
  ' ': 'next',
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
  Escape: 'exit',
  a: 'answer',
  c: 'caption',
  n: 'notes',
  s: 'spotlight',
  l: 'laser',
  b: 'black',
  // What clickers send for a black screen.
  '.': 'black',
  f: 'full',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '?': 'help',
};

const buttonKeys = [' ', 'Enter'];
const widgetKeys = [
  ...buttonKeys,
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', '+', '=', '-'],
];

/**
 * What the presenter does on a key; null when the key is not its own.
 * Example: PageDown with nothing in focus → 'next'; the same in a text field → null
 */
export function commandOf(pressed: Pressed, owner: Owner): Command | null {
  const { key, shiftKey } = pressed;
  if (pressed.defaultPrevented || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  if (key === 'Escape') return owner === 'field' || owner === 'widget' ? 'release' : 'exit';
  if (owner === 'field') return null;
  if (owner === 'widget' && widgetKeys.includes(key)) return null;
  if (owner === 'button' && buttonKeys.includes(key)) return null;
  if (key === ' ' && shiftKey) return 'previous';
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(commands, name) ? (commands[name] ?? null) : null;
}

/** The part of a focused element that says whose the keys are. */
export interface Focused {
  /** In lower case, e.g. `input`. */
  readonly tag: string;
  /** An input's `type`. */
  readonly type: string;
  readonly role: string | null;
  readonly editable: boolean;
  /** Whether it has a `tabindex` of its own. */
  readonly tabindex: boolean;
}

const fieldRoles = ['textbox', 'searchbox', 'combobox', 'slider', 'spinbutton', 'listbox'];
const buttonTypes = ['button', 'submit', 'reset', 'checkbox', 'image', 'file', 'color'];
const widgetRoles = [
  ...['grid', 'gridcell', 'tree', 'treeitem', 'tablist', 'tab', 'radiogroup', 'radio'],
  ...['menu', 'menuitem', 'menuitemradio', 'option', 'application', 'toolbar'],
];

/** Whose the keys are while an element has the focus. */
export function ownerOf({ tag, type, role, editable, tabindex }: Focused): Owner {
  if (editable || tag === 'textarea' || tag === 'select') return 'field';
  if (role !== null && fieldRoles.includes(role)) return 'field';
  if (tag === 'input' && type === 'radio') return 'widget';
  if (tag === 'input') return buttonTypes.includes(type) ? 'button' : 'field';
  if (role !== null && widgetRoles.includes(role)) return 'widget';
  if (tag === 'button' || tag === 'a' || tag === 'summary' || role === 'button') return 'button';
  return tabindex ? 'widget' : 'none';
}
