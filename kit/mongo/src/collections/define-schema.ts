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

interface FieldOptions<Value> {
  readonly type: StorageOf<NonNullable<Value>>;
  readonly required?: boolean;
  readonly default?: Value | null;
  /** The other options of a path in a Mongoose schema. */
  readonly [option: string]: unknown;
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

/** Mongoose's constructor, without its inference. */
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
