import { afterEach, describe, expect, test, vi } from 'vitest';
import { EmailAddress } from '../accounts/account-parts.ts';
import { Slug } from './identifiers.ts';

afterEach(() => vi.restoreAllMocks());

/** A letter with accents in the order that is slowest to sort. */
const accents = (count: number) => `a${'\u0301'.repeat(count)}${'\u0323'.repeat(count)}`;

describe.each([
  ['a slug', Slug, 'camisa-an\u0303o', 'camisa-año'],
  ['an email address', EmailAddress, 'an\u0303o@example.com', 'año@example.com'],
])('%s', (_, schema, given, normal) => {
  test('is normalized to one spelling', () => {
    expect(schema.parse(given)).toBe(normal);
  });

  test('is not normalized when it is long enough to keep the server busy', () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const { error } = schema.safeParse(accents(16_000));
    expect(error?.issues.map(({ message }) => message)).toHaveLength(1);
    expect(normalize).not.toHaveBeenCalled();
  });
});
