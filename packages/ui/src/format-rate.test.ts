import { expect, test } from 'vitest';
import { formatRate } from './format-rate.ts';

test.each([
  [210_000, 'en', '21%'],
  [210_000, 'es', '21\u00a0%'],
  [52_500, 'es', '5,25\u00a0%'],
  [102_575, 'en', '10.2575%'],
  [0, 'en', '0%'],
])('A rate of %i parts per million is written in %s as %s', (ratePpm, locale, text) => {
  expect(formatRate(ratePpm, locale)).toBe(text);
});
