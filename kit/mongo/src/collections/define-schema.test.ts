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

  test('has the options of its fields', () => {
    const id = { type: String, enum: ['first', 'second'], maxLength: 6 } as const;
    const words = { type: Number, min: 0, validate: Number.isInteger } as const;
    const { paths } = toMongoose(defineSchema<Note>({ _id: id, words }));
    expect([paths._id?.options, paths.words?.options]).toEqual([id, words]);
  });

  test('with an option that is misspelt, of another type, or without effect does not compile', () => {
    // @ts-expect-error it is `required`
    defineSchema<Note>({ _id: { type: String, requird: true } });
    // @ts-expect-error misspelt in the field of a part
    defineSchema<Note>({ author: { name: { type: String, requird: true } } });
    // @ts-expect-error a number has no pattern
    defineSchema<Note>({ words: { type: Number, match: /x/ } });
    // @ts-expect-error a text has no minimum
    defineSchema<Note>({ _id: { type: String, min: 1 } });
    // @ts-expect-error the minimum of a date is a date
    defineSchema<Note>({ writtenAt: { type: Date, min: 1 } });
    // @ts-expect-error indexes are listed in `defineCollection`
    defineSchema<Note>({ _id: { type: String, index: true } });
    // @ts-expect-error so are those that keep values unique
    defineSchema<Note>({ _id: { type: String, unique: true } });
  });

  test('that defineSchema did not make is refused', () => {
    // @ts-expect-error it has no documents
    expect(() => toMongoose({})).toThrow(TypeError);
  });
});
