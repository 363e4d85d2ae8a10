import { describe, expect, test } from 'vitest';
import { decodeCursor, decodeNumberCursor, encodeCursor } from './list-cursor.ts';

describe('a cursor', () => {
  test('gives back the place that it was made of', () => {
    expect(decodeCursor('accounts', encodeCursor('accounts', 'á\nb'))).toBe('á\nb');
  });

  test.each([
    ['another list', encodeCursor('audit', 'x')],
    ['a list whose name begins alike', encodeCursor('accounts-2', 'x')],
    ['no place', encodeCursor('accounts', '')],
    ['nothing', 'nonsense'],
    ['a second spelling of its bytes', `${encodeCursor('accounts', 'x')}=`],
  ])('of %s is refused', (_what, cursor) => {
    expect(() => decodeCursor('accounts', cursor)).toThrow(
      expect.objectContaining({ reason: 'CURSOR_INVALID' }),
    );
  });

  test.each(['abc', 'Infinity', '1.5', 'NaN'])(
    'of a list by number that has %s for a number is refused',
    (place) => {
      expect(decodeNumberCursor('events', encodeCursor('events', '7'))).toBe(7);
      expect(() => decodeNumberCursor('events', encodeCursor('events', place))).toThrow(
        expect.objectContaining({ reason: 'CURSOR_INVALID' }),
      );
    },
  );
});
