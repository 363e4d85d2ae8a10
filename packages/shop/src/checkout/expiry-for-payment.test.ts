import { describe, expect, test } from 'vitest';
import { expiryForPayment } from './expiry-for-payment.ts';

const START = new Date('2100-01-01T00:00:00.000Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const HOLD = 900;

/**
 * Returns the expiry of a checkout that started at `START`, would expire after `expiry` seconds,
 * and is paid at `now`.
 */
const extended = (expiry: number, now: number) =>
  expiryForPayment({ createdAt: START, expiresAt: after(expiry) }, after(now), HOLD);

describe('the expiry of a checkout that is being paid', () => {
  test('stays unchanged while at least half of the usual time is left', () => {
    expect(extended(900, 0)).toEqual(after(900));
    expect(extended(900, 450)).toEqual(after(900));
  });

  test('becomes half of the usual time from now when less is left', () => {
    expect(extended(900, 451)).toEqual(after(901));
    expect(extended(900, 899)).toEqual(after(899 + 450));
  });

  test('never exceeds four times the usual time in total, however often it is paid', () => {
    let expiry = 900;
    for (let now = 800; now < expiry; now += 100) {
      expiry = (extended(expiry, now).getTime() - START.getTime()) / 1000;
    }
    expect(expiry).toBe(3600);
  });
});
