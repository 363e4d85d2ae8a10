import { Schema, type SchemaOptions } from 'mongoose';

declare const DOCUMENT: unique symbol;

/**
 * A Mongoose schema, with the type of its documents. Mongoose's own type of them has eleven
 * parameters, which the compiler compares member by member wherever a schema is passed on: that was
 * two thirds of the time in which a package with collections was checked.
 */
export interface DocumentSchema<Document> {
  readonly [DOCUMENT]: Document;
}

/** How a value is stored: by a constructor that Mongoose knows, or by the schema of a part. */
type StorageOf<Value> = [Value] extends [string]
  ? StringConstructor
  : [Value] extends [number]
    ? NumberConstructor
    : [Value] extends [boolean]
      ? BooleanConstructor
      : [Value] extends [Date]
        ? DateConstructor
        : DocumentSchema<Value> | typeof Schema.Types.Mixed;

/** The option for values of a kind; a field of another kind does not have it. */
type OptionOf<Value, Kind, Option> = [Value] extends [Kind] ? Option : never;

/**
 * Options of a path. `index`, `unique` and `sparse` are none: Mongoose creates no index here, so they
 * would do nothing. `defineCollection` lists the indexes.
 */
interface FieldOptions<Value> {
  readonly type: StorageOf<NonNullable<Value>>;
  readonly required?: boolean;
  readonly default?: Value | null;
  /** True for a field that updates leave as it was inserted. */
  readonly immutable?: boolean;
  /** False for a field that reads leave out unless they select it. */
  readonly select?: boolean;
  /** Returns whether a value may be stored. */
  readonly validate?: (value: NonNullable<Value>) => boolean | Promise<boolean>;
  readonly enum?: OptionOf<NonNullable<Value>, string | number, readonly Value[]>;
  readonly match?: OptionOf<NonNullable<Value>, string, RegExp>;
  readonly minLength?: OptionOf<NonNullable<Value>, string, number>;
  readonly maxLength?: OptionOf<NonNullable<Value>, string, number>;
  readonly trim?: OptionOf<NonNullable<Value>, string, boolean>;
  readonly lowercase?: OptionOf<NonNullable<Value>, string, boolean>;
  readonly uppercase?: OptionOf<NonNullable<Value>, string, boolean>;
  readonly min?: OptionOf<NonNullable<Value>, number | Date, NonNullable<Value>>;
  readonly max?: OptionOf<NonNullable<Value>, number | Date, NonNullable<Value>>;
}

type PartsOf<Value> = Value extends readonly (infer Item)[]
  ? readonly [SchemaField<Item>]
  : Value extends Date
    ? never
    : Value extends object
      ? FieldsOf<Value>
      : never;

/** The definition of a field with such values. */
export type SchemaField<Value> =
  | StorageOf<NonNullable<Value>>
  | FieldOptions<Value>
  | PartsOf<NonNullable<Value>>;

type FieldsOf<Document> = { readonly [Field in keyof Document]?: SchemaField<Document[Field]> };

/**
 * Mongoose's constructor, without its inference: the compiler compares a definition with Mongoose's
 * own types member by member, which took it seconds in every package with collections. `FieldsOf`
 * checks the definition instead, and `define-schema.test.ts` holds that check and the result.
 */
const UntypedSchema = Schema as unknown as new (definition: object, options: object) => object;

/**
 * Describes how Mongoose checks and casts the documents of a collection, or, as a field of another
 * schema, a part of them.
 */
export function defineSchema<Document>(
  definition: FieldsOf<Document>,
  options: SchemaOptions = {},
): DocumentSchema<Document> {
  return new UntypedSchema(definition, options) as DocumentSchema<Document>;
}

/** Returns Mongoose's schema. */
export function toMongoose(schema: DocumentSchema<unknown>): Schema {
  if (!(schema instanceof Schema)) throw new TypeError('The schema is not one of defineSchema.');
  return schema;
}
