import { BaseError } from '@trastienda/base';
import { z } from 'zod';

/** A path in an input. */
type Path = readonly (string | number)[];

/** Reported fields, and characters of each name: a caller sends as many as it likes. */
const MAX_REPORTED = 20;
const MAX_NAME_LENGTH = 100;

const NO_FIELDS = z.object({});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the paths of the fields that a schema does not have. */
function unknownFields(schema: z.core.$ZodType, value: unknown, at: Path): readonly Path[] {
  if (schema instanceof z.ZodObject) {
    if (!isRecord(value)) return [];
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.entries(value).flatMap(([name, part]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (field !== undefined) return unknownFields(field, part, [...at, name]);
      // With a catch-all, the schema itself says what it accepts.
      return schema.def.catchall === undefined ? [[...at, name]] : [];
    });
  }
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => unknownFields(schema.element, item, [...at, index]));
  }
  if (schema instanceof z.ZodUnion) {
    // The value may be that of any option.
    const options = schema.options.map((option) => unknownFields(option, value, at));
    return options.reduce((fewest, each) => (each.length < fewest.length ? each : fewest));
  }
  if (schema instanceof z.ZodPipe) return unknownFields(schema.in, value, at);
  if (schema instanceof z.ZodLazy) return unknownFields(schema.unwrap(), value, at);
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly;
  return isWrapper ? unknownFields(schema.unwrap(), value, at) : [];
}

/**
 * Rejects fields by their paths, if there are any.
 *
 * @throws {BaseError} INPUT_INVALID, with an issue for each field.
 */
export function rejectFields(
  found: readonly Path[],
  message: string,
  code: 'unrecognized_keys' | 'custom' = 'unrecognized_keys',
): void {
  if (found.length === 0) return;
  const paths = found
    .slice(0, MAX_REPORTED)
    .map((path) =>
      path.map((part) => (typeof part === 'string' ? part.slice(0, MAX_NAME_LENGTH) : part)),
    );
  throw new BaseError('INPUT_INVALID', {
    fields: Object.fromEntries(paths.map((path) => [path.join('.'), [message]])),
    cause: new z.ZodError(
      paths.map((path) => {
        const issue = { path: [...path], message };
        return code === 'custom'
          ? { ...issue, code }
          : { ...issue, code, keys: [String(path.at(-1))] };
      }),
    ),
  });
}

/**
 * Rejects an input with fields that its schema does not have: a misspelled filter would be ignored,
 * and the answer look right. Without a schema the input has no field.
 *
 * @throws {BaseError} INPUT_INVALID, with an issue for each field.
 */
export function rejectUnknownFields(schema: z.core.$ZodType | undefined, input: unknown): void {
  rejectFields(unknownFields(schema ?? NO_FIELDS, input, []), 'is no field of the input');
}
