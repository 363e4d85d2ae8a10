import type { Document } from '../../../bson/document.ts';
import { badValue, mongoError } from '../../../mongo-error.ts';
import { cooperativeSort } from '../../../scheduling/cooperative-sort.ts';
import { runCoroutine } from '../../../scheduling/coroutine.ts';
import { compileFilter } from '../../filters/matcher.ts';
import { compileSort } from '../../keys/sort.ts';
import { toSafeInteger } from '../../values/number.ts';
import { isNumber, isObject, stringOf } from '../../values/value-type.ts';
import { type StageFactory, streamOf } from '../stage-types.ts';

/** `$match`. */
export const matchStage: StageFactory = (spec, { options }, name) => {
  if (!isObject(spec))
    throw mongoError(15959, 'the match filter must be an expression in an object');
  const filter = compileFilter(spec, options);
  return {
    name,
    async *run(input) {
      for await (const doc of input) if (filter.matches(doc)) yield doc;
    },
  };
};

/** `$sort`: stable, in memory. */
export const sortStage: StageFactory = (spec, { options }, name) => {
  if (!isObject(spec)) throw mongoError(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0)
    throw mongoError(15976, '$sort stage must have at least one sort key');
  const sort = compileSort(spec, options.collation);
  return {
    name,
    async *run(input, { pause }) {
      const keyed: { readonly doc: Document; readonly key: readonly unknown[] }[] = [];
      for await (const doc of input) keyed.push({ doc, key: sort.keyOf(doc) });
      const work = cooperativeSort(keyed, (a, b) => sort.compareKeys(a.key, b.key));
      const sorted = await runCoroutine(work, pause);
      for (const { doc } of sorted) {
        const paused = pause();
        if (paused) await paused;
        yield doc;
      }
    },
  };
};

function integer(spec: unknown, name: string, code: number): number {
  const value = isNumber(spec) ? toSafeInteger(spec) : undefined;
  if (value !== undefined) return value;
  throw mongoError(code, `invalid argument to ${name} stage: Expected an integer`);
}

/** `$limit`. */
export const limitStage: StageFactory = (spec, _, name) => {
  const limit = integer(spec, name, 2107201);
  if (limit < 0)
    throw mongoError(
      2107201,
      `invalid argument to $limit stage: Expected a non-negative number in: $limit: ${limit}`,
    );
  if (limit === 0) throw mongoError(15958, 'the limit must be positive');
  return {
    name,
    async *run(input) {
      let left = limit;
      for await (const doc of input) {
        yield doc;
        left -= 1;
        if (left === 0) return;
      }
    },
  };
};

/** `$skip`. */
export const skipStage: StageFactory = (spec, _, name) => {
  const skip = integer(spec, name, 5107200);
  if (skip < 0)
    throw mongoError(
      5107200,
      `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${skip}`,
    );
  return {
    name,
    async *run(input) {
      let left = skip;
      for await (const doc of input) {
        if (left > 0) left -= 1;
        else yield doc;
      }
    },
  };
};

/** `$sample`: a random selection without repetition. */
export const sampleStage: StageFactory = (spec, _, name) => {
  if (!isObject(spec)) throw mongoError(28745, 'the $sample stage specification must be an object');
  if (!Object.hasOwn(spec, 'size')) throw mongoError(28749, '$sample stage must specify a size');
  const size = isNumber(spec.size) ? toSafeInteger(spec.size) : undefined;
  if (size === undefined) throw mongoError(28746, 'size argument to $sample must be a number');
  if (size <= 0) throw mongoError(28747, 'size argument to $sample must be a positive integer');
  return {
    name,
    async *run(input, { pause }) {
      const chosen: Document[] = [];
      let seen = 0;
      for await (const doc of input) {
        seen += 1;
        if (chosen.length < size) chosen.push(doc);
        else {
          const at = Math.floor(Math.random() * seen);
          if (at < size) chosen[at] = doc;
        }
      }
      yield* streamOf(chosen, pause);
    },
  };
};

/**
 * Validates the field name of `$count`.
 *
 * @throws {MongoError} 40156 to 40160 for an invalid name.
 */
export function countField(spec: unknown): string {
  const field = stringOf(spec);
  if (field === undefined) throw mongoError(40156, 'the count field must be a non-empty string');
  if (field === '') throw mongoError(40157, 'the count field must be a non-empty string');
  if (field.startsWith('$')) throw mongoError(40158, 'the count field cannot be a $-prefixed path');
  if (field.includes('\0')) throw mongoError(40159, 'the count field cannot contain a null byte');
  if (field.includes('.')) throw mongoError(40160, "the count field cannot contain '.'");
  return field;
}

/** Returns the documents of `$documents`. */
export function literalDocuments(value: unknown): Document[] {
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw badValue("'$documents' must evaluate to an array of objects");
  }
  return value;
}
