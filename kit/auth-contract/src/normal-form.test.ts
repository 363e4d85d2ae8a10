import { afterEach, describe, expect, test, vi } from 'vitest';
import { EmailAddress } from './account-parts.ts';

afterEach(() => vi.restoreAllMocks());

/** A letter with accents in the order that is slowest to sort. */
const accents = (count: number) => `a${'\u0301'.repeat(count)}${'\u0323'.repeat(count)}`;

describe('an email address', () => {
  test('is normalized to one spelling', () => {
    expect(EmailAddress.parse('an\u0303o@example.com')).toBe('año@example.com');
  });

  test('is not normalized when it is long enough to keep the server busy', () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const { error } = EmailAddress.safeParse(accents(16_000));
    expect(error?.issues.map(({ message }) => message)).toHaveLength(1);
    expect(normalize).not.toHaveBeenCalled();
  });
});
