import { describe, expect, test } from 'vitest';
import { textBlock } from './text.ts';

const Text = textBlock(20);

describe('lines of text', () => {
  test('are trimmed, with one kind of line break', () => {
    expect(Text.parse('  one\r\ntwo\rthree\n\n')).toBe('one\ntwo\nthree');
    expect(Text.parse('a\tb\n\nc')).toBe('a\tb\n\nc');
  });

  test('are counted as they are stored', () => {
    expect(Text.parse(`${'x'.repeat(18)}\r\ny`)).toHaveLength(20);
    expect(Text.safeParse('x'.repeat(21)).success).toBe(false);
  });

  test.each(['', ' \n\t', 'a\0b', 'a\u0007', '\ud800', 'x'.repeat(1_000_000)])(
    'are not %j',
    (text) => {
      expect(Text.safeParse(text).success).toBe(false);
    },
  );
});
