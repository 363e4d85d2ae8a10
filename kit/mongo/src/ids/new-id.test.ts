import { Id } from '@trastienda/base';

import { describe, expect, test } from 'vitest';
import { newId } from './new-id.ts';

describe('a new id', () => {
  test('is a valid id of the contract, for any time', () => {
    for (const time of [0, Date.now(), Date.UTC(9999, 0)]) {
      expect(Id.safeParse(newId(new Date(time))).success).toBe(true);
    }
  });

  test('sorts after every id of an earlier millisecond', () => {
    const times = [0, 1, 255, 256, 1_769_860_800_000, 1_769_860_800_001, Date.UTC(9999, 0)];
    const ids = times.map((time) => newId(new Date(time)));
    expect(ids.toSorted()).toEqual(ids);
  });

  test('differs from the others of its millisecond', () => {
    const at = new Date();
    expect(new Set(Array.from({ length: 10_000 }, () => newId(at))).size).toBe(10_000);
  });
});
