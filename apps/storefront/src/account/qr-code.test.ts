import { expect, test } from 'vitest';
import { drawQrCode } from './qr-code.ts';

test('A QR code has its three corners, with a quiet zone of four modules around', () => {
  const { size, path } = drawQrCode('otpauth://totp/Shop:ana@example.com?secret=ABCDEFGH');
  const modules = new Set(path.match(/(?<=M)\d+ \d+/g));
  const last = size - 5;
  for (const corner of [`4 4`, `${last} 4`, `4 ${last}`]) expect(modules).toContain(corner);
  for (const module of modules) {
    for (const position of module.split(' ')) {
      expect(Number(position)).toBeGreaterThanOrEqual(4);
      expect(Number(position)).toBeLessThanOrEqual(last);
    }
  }
});
