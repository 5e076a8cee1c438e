import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardAsk, heardDeck, type SpeakerView } from '#lib/presenter/index.ts';

const view: SpeakerView = {
  slide: 2,
  count: 17,
  lesson: 'Tokens',
  title: 'Train byte-pair encoding',
  question: null,
  next: 'Bytes',
  note: null,
  black: false,
  began: 0,
};

describe('heardAsk(message, deck)', () => {
  it('hears its own speaker, and whoever has found no deck yet', () => {
    expect(heardAsk({ from: 'speaker', deck: 'a', ask: 'next' }, 'a')).toBe('next');
    expect(heardAsk({ from: 'speaker', deck: null, ask: 'view' }, 'a')).toBe('view');
  });

  it('is not moved by the speaker of another deck, nor by one of none', () => {
    expect(heardAsk({ from: 'speaker', deck: 'b', ask: 'next' }, 'a')).toBeNull();
    expect(heardAsk({ from: 'speaker', deck: null, ask: 'next' }, 'a')).toBeNull();
    expect(heardAsk({ from: 'speaker', deck: 'a', ask: 'explode' }, 'a')).toBeNull();
  });
});

describe('heardDeck(message, deck)', () => {
  it('hears a view, and that presenting has ended', () => {
    expect(heardDeck({ from: 'deck', deck: 'a', view }, 'a')?.view).toBe(view);
    expect(heardDeck({ from: 'deck', deck: 'a', view: null }, null)?.view).toBeNull();
  });

  it('does not hear another deck, or half a view', () => {
    expect(heardDeck({ from: 'deck', deck: 'b', view }, 'a')).toBeNull();
    expect(heardDeck({ from: 'deck', deck: 'a', view: { slide: 1 } }, 'a')).toBeNull();
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(heardDeck(message, 'a')).toBeNull();
        expect(heardAsk(message, 'a')).toBeNull();
      }),
    );
  });
});
