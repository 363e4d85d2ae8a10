import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RoomRules } from './check-rooms.ts';
import { checkRooms, findCycles, readSources } from './check-rooms.ts';
import { API_ROOMS } from './room-rules/api.ts';
import { AUTH_ROOMS } from './room-rules/auth.ts';
import { EMBEDDED_MONGO_ROOMS } from './room-rules/embedded-mongo.ts';
import { MONGO_ROOMS } from './room-rules/mongo.ts';
import { SHOP_ROOMS } from './room-rules/shop.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const RULES: Readonly<Record<string, RoomRules>> = {
  'apps/api/src': API_ROOMS,
  'kit/auth/src': AUTH_ROOMS,
  'kit/embedded-mongo/src': EMBEDDED_MONGO_ROOMS,
  'kit/mongo/src': MONGO_ROOMS,
  'packages/shop/src': SHOP_ROOMS,
};

describe.each(Object.entries(RULES))('the rooms of %s', (folder, rules) => {
  const sources = readSources(`${ROOT}${folder}`);

  test('import the rooms below them alone', () => {
    expect(checkRooms(sources, rules)).toEqual([]);
  });

  test('have no import cycles between files', () => {
    expect(findCycles(sources)).toEqual([]);
  });
});

describe('checking rooms', () => {
  const rules: RoomRules = {
    low: [],
    'low/deep': ['low'],
    high: ['low/deep'],
    'main.ts': ['high'],
  };

  test('accepts what the rules name', () => {
    const sources = [
      { path: 'low/a.ts', imports: ['low/b.ts'] },
      { path: 'high/deeper/c.ts', imports: ['low/deep/d.ts', 'high/e.ts'] },
      { path: 'main.ts', imports: ['high/e.ts'] },
    ];
    expect(checkRooms(sources, rules)).toEqual([]);
  });

  test('objects to what breaks a rule', () => {
    const sources = [
      { path: 'low/a.ts', imports: ['high/b.ts', 'low/testing/c.ts', 'low/d.test.ts'] },
      { path: 'high/b.ts', imports: ['low/a.ts', 'elsewhere.ts'] },
      { path: 'stray.ts', imports: [] },
    ];
    expect(checkRooms(sources, rules)).toEqual([
      'low/a.ts must not import high/b.ts: low does not know high',
      'low/a.ts must not import low/testing/c.ts',
      'low/a.ts must not import low/d.test.ts',
      'high/b.ts must not import low/a.ts: high does not know low',
      'high/b.ts must not import elsewhere.ts: high does not know it',
      'stray.ts is in no room',
    ]);
  });

  test('objects to rules that point up', () => {
    expect(checkRooms([], { low: ['high'], high: ['nowhere'] })).toEqual([
      'the rule of low names high, which is not below it',
      'the rule of high names nowhere, which is not below it',
    ]);
  });

  test('finds cycles', () => {
    const sources = [
      { path: 'a.ts', imports: ['b.ts'] },
      { path: 'b.ts', imports: ['c.ts', 'd.ts'] },
      { path: 'c.ts', imports: ['b.ts'] },
      { path: 'd.ts', imports: [] },
    ];
    expect(findCycles(sources)).toEqual(['b.ts -> c.ts -> b.ts']);
  });
});
