import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noProgress, parseProgress, reach, solve, writeProgress } from '#lib/progress/index.ts';

const name = fc.string({ minLength: 1, maxLength: 40 });
const action = fc.oneof(
  fc.record({ lesson: name, section: fc.nat({ max: 20 }) }),
  fc.record({ lesson: name, exercise: name }),
);
/** What a reader may have done. */
const progress = fc
  .array(action, { maxLength: 30 })
  .map((actions) =>
    actions.reduce(
      (so, each) =>
        'section' in each
          ? reach(so, each.lesson, each.section)
          : solve(so, each.lesson, each.exercise),
      noProgress,
    ),
  );

describe('reach(progress, lesson, section)', () => {
  test('opens the lesson, keeps each section once in order, and remembers the place', () => {
    const sections = [0, 3, 1, 3].reduce((so, n) => reach(so, '2-tokens', n), noProgress);
    expect(sections.lessons.get('2-tokens')).toEqual({ sections: [1, 3], exercises: [] });
    expect(sections.last).toEqual({ lesson: '2-tokens', section: 3 });
  });

  test('leaves what it was given as it was', () => {
    reach(noProgress, '2-tokens', 1);
    expect(noProgress.lessons.size).toBe(0);
  });
});

test('solve(progress, lesson, exercise) keeps each exercise once and the place as it was', () => {
  const before = reach(noProgress, '2-tokens', 2);
  const after = solve(solve(before, '4-attention', 'root-d'), '4-attention', 'root-d');
  expect(after.lessons.get('4-attention')).toEqual({ sections: [], exercises: ['root-d'] });
  expect(after.last).toEqual(before.last);
});

describe('parseProgress(text)', () => {
  test('reads what writeProgress wrote, whatever the names are', () => {
    fc.assert(
      fc.property(progress, (done) => {
        const { lessons, last } = parseProgress(writeProgress(done)) ?? noProgress;
        expect([...lessons]).toEqual([...done.lessons]);
        expect(last).toEqual(done.last);
      }),
    );
  });

  test('has nothing where nothing is kept', () => {
    expect(parseProgress(null)).toEqual(noProgress);
  });

  test('any text gives progress that can be written again, or is of a newer page', () => {
    const damaged = fc.tuple(progress, fc.nat(), fc.string()).map(([done, at, noise]) => {
      const text = writeProgress(done);
      const place = at % text.length;
      return text.slice(0, place) + noise + text.slice(place + noise.length);
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), damaged), (text) => {
        const read = parseProgress(text);
        if (read === null) return;
        expect(parseProgress(writeProgress(read))).toEqual(read);
        for (const { sections } of read.lessons.values()) {
          expect(sections).toEqual([...new Set(sections)].sort((a, b) => a - b));
          expect(sections.every((n) => Number.isInteger(n) && n > 0)).toBe(true);
        }
        if (read.last) expect(read.lessons.has(read.last.lesson)).toBe(true);
      }),
    );
  });

  test('keeps the good parts of what is damaged', () => {
    const text =
      '{"v":1,"last":["2-tokens",-1],"lessons":[["2-tokens",[2,"x",1.5,2],["a",7,"a"]],[3],"y"]}';
    expect(parseProgress(text)).toEqual({
      lessons: new Map([['2-tokens', { sections: [2], exercises: ['a'] }]]),
      last: null,
    });
  });

  test('does not read the form of a newer page', () => {
    expect(parseProgress('{"v":2,"lessons":{}}')).toBeNull();
  });
});
