import { z } from 'zod';
import {
  arrayOf,
  docComment,
  indent,
  propertyName,
  quote,
  readonlyOf,
  unionOf,
  withoutUndefined,
} from './type-text.ts';

/** Whether a type describes values before or after they were parsed. */
export type Side = 'input' | 'output';

/** Returns the name by which a schema is referred to, or null to print it in place. */
export type NameOf = (schema: z.core.$ZodType, side: Side, path: string) => string | null;

/** Classes of the platform that have the same name in a client. */
const PLATFORM_CLASSES: ReadonlySet<string> = new Set([
  'Blob',
  'Date',
  'File',
  'FormData',
  'ReadableStream',
  'URL',
  'Uint8Array',
]);

interface Place {
  readonly side: Side;
  /** For messages: `catalog.get output.variants[]`. */
  readonly path: string;
  /** Schemas around this one, by definition. */
  readonly around: ReadonlySet<unknown>;
  readonly nameOf: NameOf;
}

function fail(place: Place, problem: string): never {
  throw new TypeError(`${place.path}: ${problem}`);
}

/** Returns the description of a schema in `z.globalRegistry`. */
export function descriptionOf(schema: z.core.$ZodType): string {
  return z.globalRegistry.get(schema)?.description ?? '';
}

/** Returns the description of a field, also one that `.optional()` and the like have wrapped. */
function fieldDescription(schema: z.core.$ZodType): string {
  const own = descriptionOf(schema);
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (own !== '' || !('innerType' in def)) return own;
  return fieldDescription(def.innerType);
}

function printLiteral(value: z.core.util.Literal): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

function printTemplate(def: z.core.$ZodTemplateLiteralDef, place: Place): string {
  const parts = def.parts.map((part) => {
    if (typeof part === 'object' && part !== null) {
      return `\${${print(part as z.core.$ZodType, place)}}`;
    }
    return String(part).replaceAll(/[`\\$]/g, '\\$&');
  });
  return `\`${parts.join('')}\``;
}

function isOptional(schema: z.core.$ZodType, side: Side): boolean {
  const { def, optin, optout } = schema._zod as z.core.$ZodTypes['_zod'];
  // At run time a field with `.catch()` may be absent; its type says that it may not.
  if (def.type === 'catch') return isOptional(def.innerType, side);
  return side === 'input' ? optin !== undefined : optout !== undefined;
}

function printObject(def: z.core.$ZodObjectDef, place: Place): string {
  const fields = Object.entries(def.shape).map(([name, schema]) => {
    const mark = isOptional(schema, place.side) ? '?' : '';
    const type = print(schema, { ...place, path: `${place.path}.${name}` });
    return `${docComment(fieldDescription(schema))}${propertyName(name)}${mark}: ${type};`;
  });
  const { catchall } = def;
  const isOpen = catchall !== undefined && catchall._zod.def.type !== 'never';
  const rest = isOpen ? print(catchall, { ...place, path: `${place.path}.*` }) : null;
  if (fields.length === 0) return `Record<string, ${rest ?? 'never'}>`;
  const isAnything = rest === 'unknown' || rest === 'any';
  const members = isAnything ? [...fields, `[key: string]: ${rest};`] : fields;
  const object = `{\n  ${indent(members.join('\n'))}\n}`;
  return rest === null || isAnything ? object : `${object} & Record<string, ${rest}>`;
}

function printRecord(def: z.core.$ZodRecordDef, place: Place): string {
  const key = print(def.keyType, { ...place, path: `${place.path} (key)` });
  const value = print(def.valueType, { ...place, path: `${place.path}.*` });
  const record = `Record<${key}, ${value}>`;
  const hasOptional =
    def.partial === true || (place.side === 'input' && isOptional(def.valueType, 'input'));
  return hasOptional ? `Partial<${record}>` : record;
}

function printTuple(def: z.core.$ZodTupleDef, place: Place): string {
  const optionalFrom = def.items.findLastIndex((item) => !isOptional(item, place.side)) + 1;
  const items = def.items.map((item, index) => {
    const type = print(item, { ...place, path: `${place.path}[${index}]` });
    return index < optionalFrom ? type : `(${type})?`;
  });
  const rest = def.rest === null ? [] : [`...${arrayOf(print(def.rest, place))}`];
  return `[${[...items, ...rest].join(', ')}]`;
}

/** Returns the name of the class of which a `z.instanceof` schema accepts instances. */
function printCustom(schema: z.core.$ZodType, place: Place): string {
  const { Class: instanceOf } = schema._zod.bag;
  if (typeof instanceOf === 'function' && PLATFORM_CLASSES.has(instanceOf.name)) {
    return instanceOf.name;
  }
  return fail(place, 'the type of z.custom() is not known at run time. Use another schema.');
}

function printUnnamed(schema: z.core.$ZodType, place: Place): string {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (place.around.has(def)) {
    return fail(place, 'a schema that contains itself needs a name: export it from the contract.');
  }
  const inside: Place = { ...place, around: new Set([...place.around, def]) };
  const isInput = place.side === 'input';
  const inner = (type: z.core.$ZodType, part = '') =>
    print(type, { ...inside, path: `${place.path}${part}` });
  if ('coerce' in def && def.coerce === true && isInput) return 'unknown';
  switch (def.type) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'symbol':
    case 'undefined':
    case 'null':
    case 'any':
    case 'unknown':
    case 'never':
    case 'void':
      return def.type;
    case 'nan':
      return 'number';
    case 'date':
      return 'Date';
    case 'file':
      return 'File';
    case 'literal':
      return unionOf(def.values.map(printLiteral));
    case 'enum':
      return unionOf([...(schema._zod.values ?? [])].map((value) => printLiteral(value as string)));
    case 'template_literal':
      return printTemplate(def, inside);
    case 'array':
      return arrayOf(inner(def.element, '[]'));
    case 'tuple':
      return printTuple(def, inside);
    case 'object':
      return printObject(def, inside);
    case 'record':
      return printRecord(def, inside);
    case 'map':
      return `Map<${inner(def.keyType, ' (key)')}, ${inner(def.valueType, '.*')}>`;
    case 'set':
      return `Set<${inner(def.valueType, '[]')}>`;
    case 'union':
      return unionOf(def.options.map((option) => inner(option)));
    case 'intersection':
      return `(${inner(def.left)}) & (${inner(def.right)})`;
    case 'nullable':
      return unionOf([inner(def.innerType), 'null']);
    case 'optional':
      return schema._zod.traits.has('$ZodExactOptional')
        ? inner(def.innerType)
        : unionOf([inner(def.innerType), 'undefined']);
    case 'default':
    case 'prefault':
      return isInput
        ? unionOf([inner(def.innerType), 'undefined'])
        : withoutUndefined(inner(def.innerType));
    case 'nonoptional':
      return withoutUndefined(inner(def.innerType));
    case 'success':
      return isInput ? inner(def.innerType) : 'boolean';
    case 'catch':
      return inner(def.innerType);
    case 'readonly':
      return readonlyOf(inner(def.innerType));
    case 'lazy':
      return inner(def.getter());
    case 'pipe':
      return inner(isInput ? def.in : def.out);
    case 'transform':
      return isInput
        ? 'unknown'
        : fail(place, 'the result of a transform is not known at run time. Pipe it into a schema.');
    case 'custom':
      return printCustom(schema, inside);
    default:
      return fail(place, `there is no TypeScript for a zod schema of the type ${def.type}.`);
  }
}

function print(schema: z.core.$ZodType, place: Place): string {
  return place.nameOf(schema, place.side, place.path) ?? printUnnamed(schema, place);
}

/**
 * Prints the TypeScript type of the values that a schema accepts or returns. `path` names the
 * schema in messages.
 *
 * @throws {TypeError} when a type cannot be read from the schema.
 */
export function printSchema(
  schema: z.core.$ZodType,
  options: { readonly side: Side; readonly path: string; readonly nameOf: NameOf },
): string {
  return print(schema, { ...options, around: new Set() });
}

/** Prints the type of a schema in place, although it has a name. */
export function printDefinition(
  schema: z.core.$ZodType,
  options: { readonly side: Side; readonly path: string; readonly nameOf: NameOf },
): string {
  return printUnnamed(schema, { ...options, around: new Set() });
}
