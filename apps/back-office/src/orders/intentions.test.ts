import { expect, test } from 'vitest';
import { createIntentions } from './intentions.ts';

function countingKeys() {
  let count = 0;
  return () => `key-${++count}`;
}

test('An input has the same key until there is an answer', () => {
  const intentions = createIntentions(countingKeys());
  const first = intentions.keyOf({ amount: 5 });
  expect(intentions.keyOf({ amount: 5 })).toBe(first);
  intentions.answered();
  expect(intentions.keyOf({ amount: 5 })).not.toBe(first);
});

test('Another input is another intention', () => {
  const intentions = createIntentions(countingKeys());
  expect(intentions.keyOf({ amount: 5 })).not.toBe(intentions.keyOf({ amount: 6 }));
});
