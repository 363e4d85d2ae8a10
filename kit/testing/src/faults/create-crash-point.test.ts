import { expect, test } from 'vitest';
import { createCrashPoint } from './create-crash-point.ts';

test('A process crashes once at each step of its work: before an effect, after it, and never again', async () => {
  const outcomes: string[][] = [];
  for (let steps = 0; steps <= 4; steps += 1) {
    const effects: string[] = [];
    const { around, hasCrashed } = createCrashPoint(steps);
    const charge = around(async (what: string) => void effects.push(what));
    await charge('first')
      .then(() => charge('second'))
      .catch(() => {});
    outcomes.push([...effects, hasCrashed() ? 'crash' : 'end']);
  }
  expect(outcomes).toEqual([
    ['crash'],
    ['first', 'crash'],
    ['first', 'crash'],
    ['first', 'second', 'crash'],
    ['first', 'second', 'end'],
  ]);
});

test('After the crash nothing that the process does has an effect', async () => {
  const effects: string[] = [];
  const { around, whileRunning, hasCrashed } = createCrashPoint(2);
  const charge = around(async () => void effects.push('charge'));
  const note = whileRunning(async () => void effects.push('note'));
  await note();
  await charge();
  await expect(charge()).rejects.toThrow('crashed');
  expect(hasCrashed()).toBe(true);
  await expect(note()).rejects.toThrow('crashed');
  await expect(charge()).rejects.toThrow('crashed');
  expect(effects).toEqual(['note', 'charge']);
});
