import { expect, test } from 'vitest';
import { clockOf } from './countdown.tsx';

test('What is left of a reservation is written as on a clock, and ends at zero', () => {
  expect(clockOf(905_000)).toBe('15:05');
  expect(clockOf(59_001)).toBe('1:00');
  expect(clockOf(800)).toBe('0:01');
  expect(clockOf(-5000)).toBe('0:00');
});
