import { type JsonSchema, omitKeywords } from '../openapi/json-schema.ts';

/** Named schemas of a contract. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

/**
 * A schema without references, unions and intersections. A union has several. Keywords that zod
 * writes and this does not know are in `others`.
 */
export interface Form {
  /** Absent where any type is allowed. */
  readonly type?: string;
  /** The only values, of `enum`, `const`, `boolean` and `null`. */
  readonly values?: readonly unknown[];
  /** Patterns and formats, all of which apply. */
  readonly patterns: ReadonlySet<string>;
  readonly multiplesOf: ReadonlySet<number>;
  /** Numbers of keywords such as `minimum` and `maxLength`. */
  readonly limits: Readonly<Record<string, number>>;
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: ReadonlySet<string>;
  /** Schema of fields beside `properties`; absent where a schema says nothing of them. */
  readonly additional?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly prefixItems: readonly JsonSchema[];
  /** Schema of the items after `prefixItems`. */
  readonly items: JsonSchema;
  readonly others: Readonly<Record<string, unknown>>;
}

const ANY: JsonSchema = {};
const NOTHING: JsonSchema = { not: {} };

/** Limits of which a greater one is stricter; of the others, a smaller one is. */
const LOWER = ['exclusiveMinimum', 'minimum', 'minItems', 'minLength'];
const UPPER = ['exclusiveMaximum', 'maximum', 'maxItems', 'maxLength'];

const REFERENCE = '#/schemas/';

/** Returns the name that a reference has. */
export const nameIn = (reference: string) => reference.slice(REFERENCE.length);

const ANY_FORM: Form = {
  patterns: new Set(),
  multiplesOf: new Set(),
  limits: {},
  properties: {},
  required: new Set(),
  prefixItems: [],
  items: ANY,
  others: {},
};

const HANDLED = [
  ...['type', 'enum', 'const', 'pattern', 'format', 'multipleOf', 'properties', 'required'],
  ...['additionalProperties', 'propertyNames', 'prefixItems', 'items', 'default'],
  ...LOWER,
  ...UPPER,
];

/** JSON Schema has `true` for anything and `false` for nothing. */
function asSchema(value: unknown): JsonSchema {
  if (value === true) return ANY;
  return value === false ? NOTHING : (value as JsonSchema);
}

/** Returns whether a JSON value is of a type of JSON Schema. */
export function hasType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type !== 'object') return typeof value === type;
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text by which JSON values are compared. */
export const toKey = (value: unknown) => JSON.stringify(value);

function valuesOf(schema: JsonSchema, type: string | undefined): readonly unknown[] | undefined {
  if ('const' in schema) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum;
  if (type === 'null') return [null];
  return type === 'boolean' ? [false, true] : undefined;
}

function limitsOf(schema: JsonSchema, type: string | undefined): Readonly<Record<string, number>> {
  const limits: Record<string, number> = {};
  for (const keyword of [...LOWER, ...UPPER]) {
    const limit = schema[keyword];
    if (typeof limit === 'number') limits[keyword] = limit;
  }
  if (type !== 'integer') return limits;
  const { exclusiveMinimum, exclusiveMaximum, ...inclusive } = limits;
  const minimum = Math.max(
    inclusive.minimum ?? -Infinity,
    Math.floor(exclusiveMinimum ?? -Infinity) + 1,
  );
  const maximum = Math.min(
    inclusive.maximum ?? Infinity,
    Math.ceil(exclusiveMaximum ?? Infinity) - 1,
  );
  return {
    ...inclusive,
    ...(minimum > -Infinity && { minimum }),
    ...(maximum < Infinity && { maximum }),
  };
}

/** Returns patterns as they are written, and formats as `format email`, since their pattern is left out. */
function patternsOf({ pattern, format }: JsonSchema): ReadonlySet<string> {
  const patterns = new Set<string>();
  if (typeof pattern === 'string') patterns.add(pattern);
  else if (typeof format === 'string') patterns.add(`format ${format}`);
  return patterns;
}

/** Returns the form of a schema without references, unions and intersections. */
function plainForm(schema: JsonSchema, type: string | undefined): Form {
  const { properties, required, additionalProperties, propertyNames, prefixItems, items } = schema;
  const values = valuesOf(schema, type);
  return {
    ...(type !== undefined && { type }),
    ...(values !== undefined && { values }),
    patterns: patternsOf(schema),
    multiplesOf: new Set(typeof schema.multipleOf === 'number' ? [schema.multipleOf] : []),
    limits: limitsOf(schema, type),
    properties: properties ?? {},
    required: new Set(required),
    ...(additionalProperties !== undefined && { additional: asSchema(additionalProperties) }),
    ...(propertyNames !== undefined && { propertyNames: asSchema(propertyNames) }),
    prefixItems: Array.isArray(prefixItems) ? prefixItems.map(asSchema) : [],
    items: asSchema(items ?? ANY),
    others: omitKeywords(schema, HANDLED),
  };
}

/** Returns a schema for what fits both: one of them where the other says nothing. */
function both(one: JsonSchema | undefined, other: JsonSchema | undefined): JsonSchema | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one === ANY) return other;
  return other === ANY ? one : { allOf: [one, other] };
}

function mergeTypes(one: string | undefined, other: string | undefined): string | undefined | null {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  const isNumber = [one, other].every((type) => type === 'integer' || type === 'number');
  return isNumber ? 'integer' : null;
}

function mergeLimits(one: Form['limits'], other: Form['limits']): Form['limits'] {
  const merged = { ...one };
  for (const [keyword, limit] of Object.entries(other)) {
    const stricter = LOWER.includes(keyword) ? Math.max : Math.min;
    merged[keyword] = stricter(limit, merged[keyword] ?? limit);
  }
  return merged;
}

function mergeProperties(one: Form, other: Form): Form['properties'] {
  const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)]);
  const merged = [...names].map((name) => [
    name,
    both(one.properties[name] ?? one.additional, other.properties[name] ?? other.additional) ?? ANY,
  ]);
  return Object.fromEntries(merged);
}

/** Returns the form of what fits both, or null where nothing does. */
function merge(one: Form, other: Form): Form | null {
  const type = mergeTypes(one.type, other.type);
  if (type === null) return null;
  const known = new Set(other.values?.map(toKey));
  const values =
    one.values === undefined || other.values === undefined
      ? (one.values ?? other.values)
      : one.values.filter((value) => known.has(toKey(value)));
  if (values?.length === 0) return null;
  const additional = both(one.additional, other.additional);
  const propertyNames = both(one.propertyNames, other.propertyNames);
  const length = Math.max(one.prefixItems.length, other.prefixItems.length);
  const item = ({ prefixItems, items }: Form, index: number) => prefixItems[index] ?? items;
  return {
    ...(type !== undefined && { type }),
    ...(values !== undefined && { values }),
    patterns: new Set([...one.patterns, ...other.patterns]),
    multiplesOf: new Set([...one.multiplesOf, ...other.multiplesOf]),
    limits: mergeLimits(one.limits, other.limits),
    properties: mergeProperties(one, other),
    required: new Set([...one.required, ...other.required]),
    ...(additional !== undefined && { additional }),
    ...(propertyNames !== undefined && { propertyNames }),
    prefixItems: Array.from(
      { length },
      (_, index) => both(item(one, index), item(other, index)) ?? ANY,
    ),
    items: both(one.items, other.items) ?? ANY,
    others: { ...one.others, ...other.others },
  };
}

const mergeAll = (some: readonly Form[], others: readonly Form[]) =>
  some.flatMap((one) => others.flatMap((other) => merge(one, other) ?? []));

const isOfValuesAlone = ({ values, patterns, multiplesOf, limits, others }: Form) =>
  values !== undefined &&
  patterns.size + multiplesOf.size + Object.keys({ ...limits, ...others }).length === 0;

/** Returns forms with the values of several in one, as in `'a' | 'b'`. */
function uniteValues(forms: readonly Form[]): readonly Form[] {
  const ofValues = forms.filter(isOfValuesAlone);
  const others = forms.filter((form) => !isOfValuesAlone(form));
  const values = ofValues.flatMap(({ type, values: all = [] }) =>
    all.filter((value) => type === undefined || hasType(value, type)),
  );
  return values.length === 0 ? others : [{ ...ANY_FORM, values }, ...others];
}

/** Returns the schema that a reference means, with the keywords beside it. */
export function dereference(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = schemas[nameIn(schema.$ref)];
  if (target === undefined) throw new TypeError(`The contract has no ${schema.$ref}.`);
  return dereference({ ...target, ...omitKeywords(schema, ['$ref']) }, schemas);
}

function alternatives(schema: JsonSchema, schemas: Schemas): readonly Form[] {
  const { anyOf, oneOf, allOf, not, type, ...own } = dereference(schema, schemas);
  if (not !== undefined) {
    // Zod writes no other `not` than that of what never fits.
    if (toKey(not) === '{}') return [];
    return [{ ...plainForm(own, type), others: { ...omitKeywords(own, HANDLED), not } }];
  }
  const types: readonly (string | undefined)[] = Array.isArray(type) ? type : [type];
  let forms: readonly Form[] = types.map((one) => plainForm(own, one));
  // Zod writes `oneOf` for unions whose alternatives exclude each other.
  for (const union of [anyOf, oneOf]) {
    if (!Array.isArray(union)) continue;
    forms = mergeAll(
      forms,
      union.flatMap((part) => alternatives(asSchema(part), schemas)),
    );
  }
  for (const part of Array.isArray(allOf) ? allOf : []) {
    forms = mergeAll(forms, alternatives(asSchema(part), schemas));
  }
  return forms;
}

/** Returns the forms of a schema's alternatives: none for a schema that nothing fits. */
export function formsOf(schema: JsonSchema, schemas: Schemas): readonly Form[] {
  return uniteValues(alternatives(schema, schemas));
}
