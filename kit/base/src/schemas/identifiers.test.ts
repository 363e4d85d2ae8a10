import { afterEach, describe, expect, test, vi } from 'vitest';
import { Slug } from './identifiers.ts';

afterEach(() => vi.restoreAllMocks());

/** A letter with accents in the order that is slowest to sort. */
const accents = (count: number) => `a${'\u0301'.repeat(count)}${'\u0323'.repeat(count)}`;

describe('a slug', () => {
  test('is normalized to one spelling', () => {
    expect(Slug.parse('camisa-an\u0303o')).toBe('camisa-año');
  });

  test('is not normalized when it is long enough to keep the server busy', () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const { error } = Slug.safeParse(accents(16_000));
    expect(error?.issues.map(({ message }) => message)).toHaveLength(1);
    expect(normalize).not.toHaveBeenCalled();
  });
});
