import { z } from 'zod';
import type { Side } from '../types/print-schema.ts';
import { exportedSchemas, type SchemaModules, shortName, sideName } from '../types/schema-names.ts';
import { type JsonSchema, mapSchema, omitKeywords } from './json-schema.ts';
import { tidySchema } from './tidy-schema.ts';

/** A schema to convert; `path` names it in messages. */
export interface SchemaRoot {
  readonly schema: z.core.$ZodType;
  readonly side: Side;
  readonly path: string;
}

/** JSON schemas of an API. */
export interface ConvertedSchemas {
  /** Returns a converted schema: a reference to a component if it has a name. */
  readonly get: (root: SchemaRoot) => JsonSchema;
  /** Returns a schema in place of a reference to it. */
  readonly resolve: (schema: JsonSchema) => JsonSchema;
  /** Named schemas. */
  readonly components: Readonly<Record<string, JsonSchema>>;
}

export interface ConversionOptions {
  /** Removes from converted schemas what their readers do not need. */
  readonly tidy?: (schema: JsonSchema) => JsonSchema;
  /** Whether exported texts, numbers and booleans become components too. */
  readonly namesPlain?: boolean;
  /**
   * Leaves a schema open where it contains itself without a name, for readers of its outer fields
   * alone; by default it is an error.
   */
  readonly opensCycles?: boolean;
}

/** A schema that is being put in place. */
interface Placing {
  readonly side: Side;
  /** Names the schema in messages. */
  readonly path: string;
  /** Ids of the schemas around it. */
  readonly around: ReadonlySet<string>;
}

const COMPONENTS = '#/components/schemas/';
const UNKNOWN = 'x-unknown-type';

/** Types whose values are not JSON, or not known at run time. */
const UNREPRESENTABLE: ReadonlySet<string> = new Set([
  ...['bigint', 'custom', 'date', 'function', 'map', 'nan', 'set', 'symbol', 'transform'],
]);

interface ConvertedSide {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly idOf: (schema: z.core.$ZodType) => string;
}

/** Converts one side of schemas; those of `names` become references to their names. */
function convertSide(
  side: Side,
  roots: readonly SchemaRoot[],
  names: ReadonlyMap<z.core.$ZodType, string>,
  tidy: (schema: JsonSchema) => JsonSchema,
): ConvertedSide {
  const registry = z.registry<{ id: string }>();
  const ids = new Map(names);
  for (const { schema } of roots.filter((root) => root.side === side)) {
    // No exported name begins so.
    if (!ids.has(schema)) ids.set(schema, `~${ids.size}`);
  }
  for (const [schema, id] of ids) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: side,
    unrepresentable: 'any',
    uri: (id) => `${COMPONENTS}${id}`,
    override({ zodSchema, jsonSchema }) {
      const { def, bag } = zodSchema._zod;
      if (def.type === 'custom' && bag.Class === FormData) jsonSchema.type = 'object';
      else if (UNREPRESENTABLE.has(def.type)) jsonSchema[UNKNOWN] = def.type;
      // A newer server may send more fields.
      if (side === 'output' && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  const tidied = Object.entries(schemas).map(([id, schema]) => [id, tidy(schema as JsonSchema)]);
  return { schemas: Object.fromEntries(tidied), idOf: (schema) => ids.get(schema) ?? '' };
}

const idIn = (ref: string) => ref.slice(COMPONENTS.length);

function refsIn(schema: JsonSchema): ReadonlySet<string> {
  const refs = new Set<string>();
  mapSchema(schema, (part) => {
    if (part.$ref !== undefined) refs.add(idIn(part.$ref));
    return part;
  });
  return refs;
}

/** Returns the ids of schemas and of all that they refer to. */
function reachable(ids: readonly string[], { schemas }: ConvertedSide): ReadonlySet<string> {
  const found = new Set(ids);
  // A set visits what is added meanwhile.
  for (const id of found) for (const ref of refsIn(schemas[id] ?? {})) found.add(ref);
  return found;
}

/** Returns the ids whose input and output differ, themselves or in what they refer to. */
function differing(
  ids: readonly string[],
  input: ConvertedSide,
  output: ConvertedSide,
): ReadonlySet<string> {
  const found = new Set(
    ids.filter((id) => JSON.stringify(input.schemas[id]) !== JSON.stringify(output.schemas[id])),
  );
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const id of ids) {
      if ([...refsIn(input.schemas[id] ?? {})].some((ref) => found.has(ref))) found.add(id);
    }
  }
  return found;
}

/** Whether a schema is a plain text, number or boolean, which is written in place. */
function isPlain(schema: JsonSchema): boolean {
  const { type } = schema;
  return !('enum' in schema) && type !== undefined && type !== 'object' && type !== 'array';
}

/**
 * Converts schemas to JSON Schema. Exported schemas become components with the names that the
 * generated types have: `Product` for `ProductView`, and two, such as `Line` and `LineInput`, for one
 * whose input and output differ.
 *
 * @throws {TypeError} when a type cannot be read from a schema, a schema without a name contains
 *   itself, or two components have one name.
 */
export function convertSchemas(
  roots: readonly SchemaRoot[],
  modules: SchemaModules,
  { tidy = tidySchema, namesPlain = false, opensCycles = false }: ConversionOptions = {},
): ConvertedSchemas {
  const named = [...exportedSchemas(modules).values()];
  const exported = new Set(named.map((one) => one.exported));
  const names = new Map(named.map((one) => [one.schema, one.exported]));
  const sides = {
    input: convertSide('input', roots, names, tidy),
    output: convertSide('output', roots, names, tidy),
  };
  const used = (side: Side) => {
    const ids = roots.filter((root) => root.side === side).map((root) => root.schema);
    return reachable(ids.map(sides[side].idOf), sides[side]);
  };
  const usedIn = { input: used('input'), output: used('output') };
  const both = [...usedIn.input].filter((id) => usedIn.output.has(id) && !id.startsWith('~'));
  const twoSided = differing(both, sides.input, sides.output);

  function nameOf(id: string, side: Side): string {
    const name = shortName(id, (short) => exported.has(short));
    return twoSided.has(id) ? sideName(name, side) : name;
  }

  const isInPlace = (id: string, schema: JsonSchema) =>
    id.startsWith('~') || (!namesPlain && isPlain(schema));

  function place(schema: JsonSchema, placing: Placing): JsonSchema {
    const { side, path, around } = placing;
    return mapSchema(schema, (part) => {
      const { $ref, ...beside } = part;
      if ($ref === undefined) return part;
      const id = idIn($ref);
      // Zod names an inner schema that contains itself by an id that no schema here has.
      const target = around.has(id) ? undefined : sides[side].schemas[id];
      if (target === undefined && opensCycles) return beside;
      if (target === undefined) {
        throw new TypeError(
          `${path}: a schema that contains itself needs a name: export it from the contract.`,
        );
      }
      if (isInPlace(id, target)) {
        return { ...place(target, { ...placing, around: new Set([...around, id]) }), ...beside };
      }
      return { $ref: `${COMPONENTS}${nameOf(id, side)}`, ...beside };
    });
  }

  const components = new Map<string, JsonSchema>();
  for (const side of ['output', 'input'] as const) {
    for (const id of usedIn[side]) {
      const schema = sides[side].schemas[id];
      if (schema === undefined || isInPlace(id, schema)) continue;
      const name = nameOf(id, side);
      const component = place(schema, { side, path: id, around: new Set() });
      const other = components.get(name);
      if (other !== undefined && JSON.stringify(other) !== JSON.stringify(component)) {
        throw new TypeError(`Two schemas are called ${name}; one is the ${side} of ${id}.`);
      }
      components.set(name, component);
    }
  }
  const sorted = [...components].sort(([one], [other]) => (one < other ? -1 : 1));

  function resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const target = components.get(idIn(schema.$ref)) ?? {};
    return resolve({ ...target, ...omitKeywords(schema, ['$ref']) });
  }

  return {
    components: Object.fromEntries(sorted),
    resolve,
    get({ schema, side, path }) {
      const id = sides[side].idOf(schema);
      const unknown = [...reachable([id], sides[side])].find((ref) =>
        JSON.stringify(sides[side].schemas[ref] ?? {}).includes(UNKNOWN),
      );
      if (unknown !== undefined) {
        const where = unknown.startsWith('~') ? '' : ` (${unknown})`;
        throw new TypeError(`${path}${where}: the JSON of a type is not known at run time.`);
      }
      return place({ $ref: `${COMPONENTS}${id}` }, { side, path, around: new Set() });
    },
  };
}
