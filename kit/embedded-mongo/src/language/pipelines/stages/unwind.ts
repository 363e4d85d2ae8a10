import { Long } from 'bson';
import { mongoError } from '../../../mongo-error.ts';
import { parseFieldPath } from '../../expressions/field-path.ts';
import { isNullish, isObject, stringOf, typeName } from '../../values/value-type.ts';
import { valueAtPath, withPath } from '../set-path.ts';
import type { StageFactory } from '../stage-types.ts';

interface Unwind {
  readonly path: readonly string[];
  readonly indexField: readonly string[] | undefined;
  readonly keepsEmpty: boolean;
}

function indexFieldOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const text = stringOf(value);
  if (text === undefined || text === '') {
    throw mongoError(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${typeName(value)}`,
    );
  }
  if (text.startsWith('$')) {
    throw mongoError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${text}`,
    );
  }
  return parseFieldPath(text);
}

function parse(spec: unknown): Unwind {
  const options = isObject(spec) ? spec : { path: spec };
  for (const key of Object.keys(options)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key)) {
      throw mongoError(28811, `unrecognized option to $unwind stage: ${key}`);
    }
  }
  if (!Object.hasOwn(options, 'path'))
    throw mongoError(28812, 'no path specified to $unwind stage');
  const text = stringOf(options.path);
  if (text === undefined) {
    throw isObject(spec)
      ? mongoError(
          28808,
          `expected a string as the path for $unwind stage, got ${typeName(options.path)}`,
        )
      : mongoError(
          15981,
          `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
        );
  }
  if (!text.startsWith('$'))
    throw mongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  const keeps = options.preserveNullAndEmptyArrays;
  if (keeps !== undefined && typeof keeps !== 'boolean') {
    throw mongoError(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keeps)}`,
    );
  }
  return {
    path: parseFieldPath(text.slice(1)),
    indexField: indexFieldOf(options.includeArrayIndex),
    keepsEmpty: keeps === true,
  };
}

/** `$unwind` (manual: reference/operator/aggregation/unwind/). */
export const unwindStage: StageFactory = (spec, _, name) => {
  const { path, indexField, keepsEmpty } = parse(spec);
  return {
    name,
    async *run(input, { pause }) {
      for await (const doc of input) {
        const value = valueAtPath(doc, path);
        if (Array.isArray(value) && value.length > 0) {
          for (let i = 0; i < value.length; i += 1) {
            const paused = pause();
            if (paused) await paused;
            const one = withPath(doc, path, value[i]);
            yield indexField ? withPath(one, indexField, Long.fromNumber(i)) : one;
          }
          continue;
        }
        const isEmpty = isNullish(value) || Array.isArray(value);
        if (isEmpty && !keepsEmpty) continue;
        const one = Array.isArray(value) ? withPath(doc, path, undefined) : doc;
        yield indexField ? withPath(one, indexField, null) : one;
      }
    },
  };
};
