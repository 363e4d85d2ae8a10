import { expect, test } from 'vitest';
import { isMobile, partsOfDevice } from './device.ts';

test('A session on an iPhone or an Android phone is that of a mobile device', () => {
  expect(isMobile('Safari on iOS')).toBe(true);
  expect(isMobile('Chrome on Android')).toBe(true);
  expect(isMobile('Safari on macOS')).toBe(false);
});

test('The name of a device is split, so that its words can be translated', () => {
  expect(partsOfDevice('Chrome on Linux')).toEqual({ program: 'Chrome', system: 'Linux' });
  expect(partsOfDevice('curl')).toBeNull();
});
