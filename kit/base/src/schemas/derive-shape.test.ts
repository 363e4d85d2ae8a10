import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  defaultsOf,
  fieldNames,
  pickFields,
  viewShape,
  withDefaults,
  withoutDefaults,
} from './derive-shape.ts';
import { lineOfText } from './text.ts';

const fields = {
  name: lineOfText(5),
  note: lineOfText(5).nullable().default(null),
  tags: z.array(lineOfText(5)).max(1).default([]),
  count: z.int().max(3).default(1),
};

test('a shape without defaults parses changes with only the fields that are present', () => {
  const Changes = z.object(withoutDefaults(fields)).partial();
  expect(Changes.parse({})).toEqual({});
  expect(Changes.parse({ note: null, tags: [] })).toEqual({ note: null, tags: [] });
  expect(Changes.safeParse({ name: null }).success).toBe(false);
  expect(Changes.safeParse({ note: 'too long' }).success).toBe(false);
});

test('a view requires every field and checks no text again', () => {
  const View = z.object(viewShape(fields));
  const value = { name: ' as stored ', note: 'a long note', tags: ['blue', 'green'], count: 2 };
  expect(View.parse(value)).toEqual(value);
  expect(View.parse({ ...value, note: null }).note).toBeNull();
  expect(View.safeParse({ ...value, count: 4 }).success).toBe(false);
  for (const name of fieldNames(fields)) {
    expect(View.safeParse({ ...value, [name]: undefined }).success).toBe(false);
  }
});

test('defaults are filled in where a field is absent, and are new each time', () => {
  expect(defaultsOf(fields)).toEqual({ note: null, tags: [], count: 1 });
  expect(defaultsOf(fields).tags).not.toBe(defaultsOf(fields).tags);
  const stored = { name: 'mug', note: 'x', count: 0 };
  expect(withDefaults(fields, stored)).toEqual({ ...stored, tags: [] });
  const whole = { ...stored, tags: ['a'] };
  expect(withDefaults(fields, whole)).toBe(whole);
});

test('only the fields of the shape are picked', () => {
  const whole = { name: 'mug', note: null, tags: [], count: 1 };
  expect(pickFields(fields, { ...whole, id: 'a', price: 3 })).toEqual(whole);
});
