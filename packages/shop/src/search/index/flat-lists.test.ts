import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlatLists } from './flat-lists.ts';

const SLOTS = 40;

test('lists are what was last added, whatever was deleted and moved since', () => {
  const anyList = fc.array(fc.nat(1000), { maxLength: 250 });
  const anyStep = fc.record({ slot: fc.nat(SLOTS - 1), list: fc.option(anyList) });
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 60, maxLength: 120 }), (steps) => {
      const lists = new FlatLists();
      const model = new Map<number, readonly number[]>();
      for (const { slot, list } of steps) {
        lists.delete(slot);
        model.delete(slot);
        if (list === null) continue;
        lists.add(slot, list);
        model.set(slot, list);
      }
      for (let slot = 0; slot < SLOTS; slot += 1) {
        expect([...lists.of(slot)]).toEqual(model.get(slot) ?? []);
      }
    }),
    { numRuns: 50 },
  );
});

test('lists that are replaced again and again need no more room than a few of them', () => {
  const lists = new FlatLists();
  const replaceAll = (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const slot = time % SLOTS;
      lists.delete(slot);
      lists.add(
        slot,
        Array.from({ length: 50 }, (_, index) => index + time),
      );
    }
  };
  replaceAll(10 * SLOTS);
  const { bytes } = lists;
  replaceAll(1000 * SLOTS);
  expect(lists.bytes).toBe(bytes);
});
