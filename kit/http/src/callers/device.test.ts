import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0',
    'Firefox on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl'],
  ['node', 'node'],
  ['TiendaApp/2.1 okhttp', 'TiendaApp'],
])('%s is shown as %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

test.each([null, '', '  ', '(;;)', '\u0000\u0001', '<script>'])(
  'A program without a name is unknown: %j',
  (userAgent) => {
    expect(deviceOf(userAgent)).toBe('unknown');
  },
);

test('A user agent is shown in one line of limited length', () => {
  for (const text of ['x'.repeat(10_000), `Mozilla/5.0 (${'a;'.repeat(5000)}`, 'a\u2028b\tc']) {
    const device = deviceOf(text);
    expect(device.length).toBeLessThanOrEqual(60);
    expect(device).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  }
});
