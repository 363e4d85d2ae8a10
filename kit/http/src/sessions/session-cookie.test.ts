import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const attributesOf = (setCookie: string) => setCookie.split('; ').slice(1).sort();

const overTls = createSessionCookie({
  publicUrl: 'https://app.example',
  cookies: 'same-site',
  name: 'app',
});
const acrossSites = createSessionCookie({
  publicUrl: 'https://app.example',
  cookies: 'cross-site',
  name: 'app',
});
const onThisMachine = createSessionCookie({
  publicUrl: 'http://127.0.0.1:3000',
  cookies: 'same-site',
  name: 'app',
});

beforeAll(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe('The session cookie', () => {
  test('over TLS is limited to this host, and hidden from scripts and other sites', () => {
    const cookie = overTls.issue('ts_secret', inDays(180));
    expect(cookie).toMatch(/^__Host-app=ts_secret;/);
    expect(attributesOf(cookie)).toEqual([
      'HttpOnly',
      `Max-Age=${180 * 86_400}`,
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  test('across sites is None, Secure and Partitioned', () => {
    const cookie = acrossSites.issue('ts_secret', inDays(1));
    expect(cookie).toMatch(/^__Host-app=/);
    expect(attributesOf(cookie)).toEqual([
      'HttpOnly',
      'Max-Age=86400',
      'Partitioned',
      'Path=/',
      'SameSite=None',
      'Secure',
    ]);
  });

  test('on a loopback address does not need TLS', () => {
    const cookie = onThisMachine.issue('ts_secret', inDays(1));
    expect(cookie).toMatch(/^app=/);
    expect(attributesOf(cookie)).toEqual(['HttpOnly', 'Max-Age=86400', 'Path=/', 'SameSite=Lax']);
  });

  test('is removed by an expired one with the same name and attributes', () => {
    for (const cookie of [overTls, acrossSites, onThisMachine]) {
      const kind = (text: string) => attributesOf(text).filter((part) => !/^Max-Age/.test(part));
      expect(kind(cookie.expire())).toEqual(kind(cookie.issue('x', inDays(1))));
      expect(cookie.expire()).toContain(`${cookie.name}=; Max-Age=0;`);
    }
  });

  test('lives no longer than browsers allow, and never has a negative age', () => {
    expect(overTls.issue('x', inDays(5000))).toContain(`Max-Age=${400 * 86_400};`);
    expect(overTls.issue('x', inDays(-1))).toContain('Max-Age=0;');
  });

  test('is found among other cookies by its full name', () => {
    const read = (cookie: string) => overTls.read(new Headers({ cookie }));
    expect(read('a=b; __Host-app=ts_1; c=d')).toBe('ts_1');
    expect(read('app=ts_1; x__Host-app=ts_2; __Host-app2=ts_3')).toBeNull();
    expect(overTls.read(new Headers())).toBeNull();
  });
});
