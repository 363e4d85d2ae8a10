import { describe, expect, test } from 'vitest';
import { createAddressReader, describeAddress } from './client-address.ts';

describe('The address of a caller', () => {
  const PROXY = '10.0.0.2';
  const addressOf = createAddressReader([
    '10.0.0.0/8',
    '2001:db8:f::/48',
    '127.0.0.0/8',
    '::1/128',
  ]);

  test('is the socket’s, whatever the headers say, unless proxies are trusted', () => {
    expect(createAddressReader([])('192.0.2.1', '203.0.113.9')).toBe('192.0.2.1');
    expect(addressOf('192.0.2.1', '203.0.113.9')).toBe('192.0.2.1');
    expect(addressOf('192.0.2.1', '203.0.113.9, 10.0.0.1')).toBe('192.0.2.1');
    expect(addressOf(undefined, '203.0.113.9')).toBeUndefined();
  });

  test('is the rightmost one that is not a trusted proxy', () => {
    expect(addressOf(PROXY, '198.51.100.2')).toBe('198.51.100.2');
    expect(addressOf(PROXY, '203.0.113.66, 198.51.100.2,10.0.0.1')).toBe('198.51.100.2');
    expect(addressOf(PROXY, '10.9.9.9, 198.51.100.2')).toBe('198.51.100.2');
  });

  // A fixed number of hops would accept the forged part of callers with a shorter path.
  test('is the same through longer and shorter chains of proxies', () => {
    expect(addressOf('127.0.0.1', '203.0.113.66, 198.51.100.2')).toBe('198.51.100.2');
    expect(addressOf('127.0.0.1', '203.0.113.66, 198.51.100.2, 10.0.0.7')).toBe('198.51.100.2');
  });

  test('is a proxy’s own when it forwards for no address, or for an invalid one', () => {
    expect(addressOf(PROXY, null)).toBe(PROXY);
    expect(addressOf(PROXY, '10.0.0.7, 10.0.0.1')).toBe('10.0.0.7');
    expect(addressOf(PROXY, '203.0.113.66, unknown, 10.0.0.1')).toBe('10.0.0.1');
    expect(addressOf(PROXY, '203.0.113.66,')).toBe(PROXY);
    expect(addressOf(PROXY, '')).toBe(PROXY);
  });

  test('recognizes a proxy in every notation of its address', () => {
    expect(addressOf('::ffff:10.0.0.2', '198.51.100.2')).toBe('198.51.100.2');
    expect(addressOf('::1', '198.51.100.2, [2001:db8:f:1::9]:443')).toBe('198.51.100.2');
    expect(addressOf(PROXY, '198.51.100.2:4711, 10.0.0.1:80')).toBe('198.51.100.2:4711');
    expect(addressOf('2001:db8:e::1', '198.51.100.2')).toBe('2001:db8:e::1');
  });

  test.each([
    ['192.0.2.77', '192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.77', '192.0.2.0/24'],
    ['::ffff:c000:24d', '192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77:4711', '192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
    ['::1', '::/64', '::/48'],
  ])('is counted and logged by its network: %s', (address, source, network) => {
    expect(describeAddress(address)).toEqual({ source, network });
  });

  test.each([
    undefined,
    '',
    'unknown',
    '_hidden',
    '010.1',
    '0x7f000001',
    '1.2.3',
    'a'.repeat(9000),
  ])('is unknown when it is invalid: %s', (address) => {
    expect(describeAddress(address)).toEqual({ source: 'unknown', network: null });
  });
});
