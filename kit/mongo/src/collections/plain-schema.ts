import { type DocumentSchema, defineSchema, type SchemaField } from './define-schema.ts';

type Scalar = StringConstructor | NumberConstructor | BooleanConstructor | DateConstructor;
type ValueOf<Type extends Scalar> = Type extends DateConstructor
  ? Date
  : ReturnType<Exclude<Type, DateConstructor>>;

/** A field that may be null. */
interface Nullable<Type extends Scalar> {
  readonly type: Type;
  readonly default: null;
}

/** Type of a stored field: `String`, `[String]` for a list, or `nullable(String)`. */
type Field = Scalar | readonly [Scalar] | Nullable<Scalar>;

/** Fields of the documents of a collection, by name. */
export type PlainFields = Readonly<Record<string, Field>> & { readonly _id: StringConstructor };

type FieldValue<Type extends Field> = Type extends Scalar
  ? ValueOf<Type>
  : Type extends readonly [infer Item extends Scalar]
    ? readonly ValueOf<Item>[]
    : Type extends Nullable<infer Value>
      ? ValueOf<Value> | null
      : never;

/** The documents with these fields. */
export type DocumentOf<Fields extends PlainFields> = {
  readonly [Name in keyof Fields]: FieldValue<Fields[Name]>;
};

/** A document as the rest of the program sees it: `_id` is `id`. */
export type StateOf<Fields extends PlainFields> = Omit<DocumentOf<Fields>, '_id'> & {
  readonly id: string;
};

export function nullable<Type extends Scalar>(type: Type): Nullable<Type> {
  return { type, default: null };
}

const isList = (field: Field): field is readonly [Scalar] => Array.isArray(field);

function definitionOf(field: Field) {
  if (isList(field)) return [field[0]];
  return typeof field === 'function' ? { type: field, required: true } : field;
}

/**
 * Creates the schema of documents with plain fields, from one declaration that is their type too:
 * every field is required, and filters and updates with an undeclared one throw. Documents with
 * parts are described by a Mongoose schema.
 *
 * @example
 * const NOTE = { _id: String, text: String, readers: [String], sharedAt: nullable(Date) } as const;
 * type NoteDocument = DocumentOf<typeof NOTE>;
 * const notes = defineCollection({ name: 'notes', schema: plainSchema(NOTE), … });
 */
export function plainSchema<const Fields extends PlainFields>(
  fields: Fields,
): DocumentSchema<DocumentOf<Fields>> {
  const definition = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, definitionOf(field)]),
  ) as { readonly [Name in keyof Fields]: SchemaField<FieldValue<Fields[Name]>> };
  return defineSchema<DocumentOf<Fields>>(definition, { strict: 'throw', versionKey: false });
}
