import { describe, expect, test } from 'vitest';
import { isAllowedAddress } from './is-allowed-address.ts';
import { urlProblem } from './url-problem.ts';

/** Every form of an address of the shop's own network that a URL or an answer of DNS can have. */
const LOOPBACK = [
  '127.0.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
];
const PRIVATE = [
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[::ffff:10.0.0.1]',
];
const NEVER = [
  '0.0.0.0',
  '0',
  '0.1.2.3',
  '[::]',
  '169.254.169.254',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[fd20:ce::254]',
  '[fd00:42::42]',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '192.88.99.1',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2001::1]',
  '[2001:db8::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[100::1]',
  '[4000::1]',
];
const PUBLIC = ['93.184.215.14', '1.1.1.1', '[2606:4700::1111]', '[64:ff9b::101:101]'];

const problemOf = (host: string, local: Parameters<typeof urlProblem>[1]) =>
  urlProblem(new URL(`https://${host}/hook`), local);

describe('an endpoint', () => {
  test.each([
    ...LOOPBACK,
    ...PRIVATE,
    ...NEVER,
    'localhost',
    'localhost.',
    'a.localhost',
    'LOCALHOST',
  ])('at %s is refused unless the operator allows it', (host) => {
    expect(problemOf(host, 'none')).toBe('address');
  });

  test.each([...LOOPBACK, 'localhost', 'a.localhost'])(
    'at %s is allowed with addresses of the machine',
    (host) => {
      expect(problemOf(host, 'loopback')).toBeNull();
      expect(problemOf(host, 'all')).toBeNull();
      expect(urlProblem(new URL(`http://${host}:4321/`), 'loopback')).toBeNull();
    },
  );

  test.each(PRIVATE)('at %s is allowed with all local addresses alone', (host) => {
    expect(problemOf(host, 'loopback')).toBe('address');
    expect(problemOf(host, 'all')).toBeNull();
  });

  test.each(NEVER)('at %s is always refused', (host) => {
    expect(problemOf(host, 'all')).toBe('address');
  });

  test.each([...PUBLIC, 'hooks.example.com'])('at %s is allowed', (host) => {
    expect(problemOf(host, 'none')).toBeNull();
  });

  test('has https and a port of public receivers, unless it is local', () => {
    const problem = (url: string, local: 'none' | 'loopback' | 'all') =>
      urlProblem(new URL(url), local);
    expect(problem('http://hooks.example.com/', 'none')).toBe('scheme');
    expect(problem('http://hooks.example.com/', 'loopback')).toBe('scheme');
    expect(problem('http://hooks.example.com/', 'all')).toBeNull();
    expect(problem('https://hooks.example.com:8443/', 'none')).toBeNull();
    for (const port of [22, 25, 80, 6379, 27_017]) {
      expect(problem(`https://hooks.example.com:${port}/`, 'loopback')).toBe('port');
    }
  });
});

test('Text that is no address is not allowed', () => {
  for (const text of ['', 'example.com', '1.2.3', '::1%lo', '127.0.0.1:80']) {
    expect(isAllowedAddress(text, 'all')).toBe(false);
  }
});
