import type { z } from 'zod';
import { descriptionOf, type NameOf, printDefinition, type Side } from './print-schema.ts';
import { docComment, isTypeName } from './type-text.ts';

/** Modules or objects whose exported schemas name their types; other exports are ignored. */
export type SchemaModules = readonly Readonly<Record<string, unknown>>[];

/** An exported schema, and the sides on which procedures use it. */
export interface NamedSchema {
  readonly exported: string;
  readonly schema: z.core.$ZodType;
  /** Its type by side, where it is used. Names in it are those of `placeholderOf`. */
  readonly types: Map<Side, string>;
}

const KEYWORD = /^(?:string|number|bigint|boolean|symbol|unknown|any|never|void|null|undefined)$/;

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

/** Returns exported schemas by definition, which copies made by `.describe()` share. */
export function exportedSchemas(modules: SchemaModules): ReadonlyMap<unknown, NamedSchema> {
  const byName = new Map<string, NamedSchema>();
  const byDefinition = new Map<unknown, NamedSchema>();
  for (const [exported, schema] of modules.flatMap((module) => Object.entries(module))) {
    if (!isSchema(schema) || !isTypeName(exported)) continue;
    const { def } = schema._zod;
    const other = byName.get(exported);
    if (other !== undefined && other.schema._zod.def !== def) {
      throw new TypeError(`Two schemas are exported as ${exported}.`);
    }
    const known = byDefinition.get(def);
    const named = { exported, schema, types: new Map<Side, string>() };
    byName.set(exported, named);
    // Of several names, the shortest is the most general: `PageInput`, not `ListOrdersInput`.
    if (known === undefined || exported.length < known.exported.length)
      byDefinition.set(def, named);
  }
  return byDefinition;
}

/** Returns `Product` for `ProductView`, unless something else is called so. */
export function shortName(exported: string, isTaken: (name: string) => boolean): string {
  const short = exported.replace(/(?<=.)View$/, '');
  return isTaken(short) ? exported : short;
}

/** Returns the name of one side of a schema whose input and output differ. */
export function sideName(name: string, side: Side): string {
  const suffix = side === 'input' ? 'Input' : 'Output';
  if (name.endsWith('Input')) return side === 'input' ? name : `${name}${suffix}`;
  return side === 'input' ? `${name}${suffix}` : name;
}

// A name is only known once all procedures are printed: until then a placeholder stands for it.
const PLACEHOLDER = /«(input|output):([^»]+)»/g;
const placeholderOf = (side: Side, exported: string) => `«${side}:${exported}»`;

/** Names types after the exported schemas that they come from. */
export interface SchemaNames {
  /** The `nameOf` of `printSchema`: returns a placeholder, which `resolve` replaces. */
  readonly nameOf: NameOf;
  /**
   * Returns a text with the names in place, and the declarations of all types that were named.
   *
   * @throws {TypeError} when two types have the same name.
   */
  readonly resolve: (text: string) => { readonly text: string; readonly declarations: string };
}

/** Creates the names of exported schemas; `reserved` are names that the file has already. */
export function createSchemaNames(
  modules: SchemaModules,
  reserved: ReadonlySet<string>,
): SchemaNames {
  const schemas = exportedSchemas(modules);
  const byName = new Map([...schemas.values()].map((named) => [named.exported, named]));

  function nameOf(schema: z.core.$ZodType, side: Side, path: string): string | null {
    const named = schemas.get(schema._zod.def);
    if (named === undefined) return null;
    const known = named.types.get(side);
    if (known !== undefined) {
      return KEYWORD.test(known) ? known : placeholderOf(side, named.exported);
    }
    // Set before it is printed, because it may contain itself.
    named.types.set(side, '');
    const type = printDefinition(named.schema, {
      side,
      path: `${path} (${named.exported})`,
      nameOf,
    });
    named.types.set(side, type);
    return KEYWORD.test(type) ? type : placeholderOf(side, named.exported);
  }

  /** Returns the schemas whose input and output are different types. */
  function findTwoSided(used: readonly NamedSchema[]): ReadonlySet<string> {
    const differing = new Set<string>();
    const withoutSides = (type: string | undefined) =>
      type?.replaceAll(PLACEHOLDER, (placeholder, _side, exported: string) =>
        differing.has(exported) ? placeholder : exported,
      );
    // A difference in one type is one in all types that contain it.
    for (let before = -1; before < differing.size; ) {
      before = differing.size;
      for (const { exported, types } of used) {
        if (types.size < 2) continue;
        if (withoutSides(types.get('input')) !== withoutSides(types.get('output'))) {
          differing.add(exported);
        }
      }
    }
    return differing;
  }

  function resolve(text: string) {
    const used = [...byName.values()]
      .map(({ types, ...named }) => ({
        ...named,
        types: new Map([...types].filter(([, type]) => !KEYWORD.test(type))),
      }))
      .filter(({ types }) => types.size > 0);
    const twoSided = findTwoSided(used);

    function finalName(side: Side, exported: string): string {
      const name = shortName(exported, (short) => byName.has(short) || reserved.has(short));
      return twoSided.has(exported) ? sideName(name, side) : name;
    }
    const withNames = (unresolved: string) =>
      unresolved.replaceAll(PLACEHOLDER, (_, side: Side, exported: string) =>
        finalName(side, exported),
      );

    const declarations = new Map<string, string>();
    for (const { exported, schema, types } of used) {
      const sides = twoSided.has(exported) ? [...types] : [...types].slice(0, 1);
      for (const [side, type] of sides) {
        const name = finalName(side, exported);
        if (declarations.has(name) || reserved.has(name)) {
          throw new TypeError(`Two types are called ${name}; one is the ${side} of ${exported}.`);
        }
        const docs = docComment(descriptionOf(schema));
        declarations.set(name, `${docs}export type ${name} = ${withNames(type)};`);
      }
    }
    const sorted = [...declarations].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      text: withNames(text),
      declarations: sorted.map(([, declaration]) => declaration).join('\n\n'),
    };
  }

  return { nameOf, resolve };
}
