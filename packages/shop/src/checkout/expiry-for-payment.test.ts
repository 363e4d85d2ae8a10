import { describe, expect, test } from 'vitest';
import { expiryForPayment } from './expiry-for-payment.ts';

const START = new Date('2100-01-01T00:00:00.000Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const HOLD = 900;

/** A checkout that began at `START` and would expire after so many seconds, paid at another. */
const extended = (expiry: number, now: number) =>
  expiryForPayment({ createdAt: START, expiresAt: after(expiry) }, after(now), HOLD);

describe('the time of a checkout that is being paid', () => {
  test('stays as it is while half of the usual is left', () => {
    expect(extended(900, 0)).toEqual(after(900));
    expect(extended(900, 450)).toEqual(after(900));
  });

  test('is half of the usual from now when there is less', () => {
    expect(extended(900, 451)).toEqual(after(901));
    expect(extended(900, 899)).toEqual(after(899 + 450));
  });

  test('is never more than four times the usual in all, however often it is paid', () => {
    let expiry = 900;
    for (let now = 800; now < expiry; now += 100) {
      expiry = (extended(expiry, now).getTime() - START.getTime()) / 1000;
    }
    expect(expiry).toBe(3600);
  });
});
