import { describe, expect, test } from 'vitest';
import { decodeCursor, decodeNumberCursor, encodeCursor } from './list-cursor.ts';

describe('a cursor', () => {
  test('decodes to the position that it was encoded from', () => {
    expect(decodeCursor('accounts', encodeCursor('accounts', 'á\nb'))).toBe('á\nb');
  });

  test.each([
    ['another list', encodeCursor('audit', 'x')],
    ['a list whose name has the same prefix', encodeCursor('accounts-2', 'x')],
    ['an empty position', encodeCursor('accounts', '')],
    ['nothing', 'nonsense'],
    ['another encoding of the same bytes', `${encodeCursor('accounts', 'x')}=`],
  ])('of %s is rejected', (_what, cursor) => {
    expect(() => decodeCursor('accounts', cursor)).toThrow(
      expect.objectContaining({ reason: 'CURSOR_INVALID' }),
    );
  });

  test.each(['abc', 'Infinity', '1.5', 'NaN'])(
    'of a numbered list with the position %s is rejected',
    (place) => {
      expect(decodeNumberCursor('events', encodeCursor('events', '7'))).toBe(7);
      expect(() => decodeNumberCursor('events', encodeCursor('events', place))).toThrow(
        expect.objectContaining({ reason: 'CURSOR_INVALID' }),
      );
    },
  );
});
