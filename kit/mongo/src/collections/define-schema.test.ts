import { describe, expect, test } from 'vitest';
import { defineSchema, toMongoose } from './define-schema.ts';

interface Note {
  _id: string;
  words: number | null;
  writtenAt: Date;
  author: { name: string };
}

const text = { type: String, required: true } as const;

describe('A schema', () => {
  test("is Mongoose's, with parts that are schemas too", () => {
    const author = defineSchema<Note['author']>({ name: text }, { _id: false });
    const schema = toMongoose(
      defineSchema<Note>({
        _id: text,
        words: { type: Number, default: null },
        writtenAt: Date,
        author: { type: author, required: true },
      }),
    );
    expect(Object.keys(schema.paths)).toEqual(['_id', 'words', 'writtenAt', 'author']);
    expect(schema.childSchemas.map((part) => Object.keys(part.schema.paths))).toEqual([['name']]);
  });

  test('that stores a field as another type does not compile', () => {
    // @ts-expect-error a date is no text
    defineSchema<Note>({ writtenAt: String });
    // @ts-expect-error a part is of another document
    defineSchema<Note>({ author: { type: defineSchema<{ age: number }>({ age: Number }) } });
    // @ts-expect-error there is no such field
    defineSchema<Note>({ word: Number });
  });

  test('that defineSchema did not make is refused', () => {
    // @ts-expect-error it has no documents
    expect(() => toMongoose({})).toThrow(TypeError);
  });
});
