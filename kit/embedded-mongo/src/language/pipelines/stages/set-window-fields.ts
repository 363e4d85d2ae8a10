import type { Document } from '../../../bson/document.ts';
import { failedToParse, mongoError } from '../../../mongo-error.ts';
import { cooperativeSort } from '../../../scheduling/cooperative-sort.ts';
import type { Coroutine } from '../../../scheduling/coroutine.ts';
import { runCoroutine } from '../../../scheduling/coroutine.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import type { Scope } from '../../expressions/expression-types.ts';
import { parseFieldPath } from '../../expressions/field-path.ts';
import { ValueMap } from '../../expressions/value-set.ts';
import type { CompiledSort } from '../../keys/key-types.ts';
import { compileSort } from '../../keys/sort.ts';
import { compareValues } from '../../values/compare.ts';
import { isObject } from '../../values/value-type.ts';
import { withPath } from '../set-path.ts';
import type { StageFactory } from '../stage-types.ts';
import { compileWindowFunction, type Partition } from '../window-functions.ts';

const FIELDS = ['partitionBy', 'sortBy', 'output'];

function* partitionOf(
  docs: readonly Document[],
  sort: CompiledSort | undefined,
  scopeOf: (doc: Document) => Scope,
): Coroutine<{ readonly docs: readonly Document[]; readonly partition: Partition }> {
  const unsorted = docs.map((doc) => ({ doc, key: sort ? sort.keyOf(doc) : [] }));
  const keyed = sort
    ? yield* cooperativeSort(unsorted, (a, b) => sort.compareKeys(a.key, b.key))
    : unsorted;
  return {
    docs: keyed.map(({ doc }) => doc),
    partition: {
      scopes: keyed.map(({ doc }) => scopeOf(doc)),
      keys: keyed.map(({ key }) => key[0]),
      isTie: keyed.map(
        ({ key }, i) => i > 0 && sort?.compareKeys(key, keyed[i - 1]?.key ?? []) === 0,
      ),
    },
  };
}

/** `$setWindowFields` (manual: reference/operator/aggregation/setWindowFields/). */
export const setWindowFieldsStage: StageFactory = (spec, { options }, name) => {
  if (!isObject(spec))
    throw failedToParse('the $setWindowFields stage specification must be an object');
  for (const key of Object.keys(spec)) {
    if (!FIELDS.includes(key))
      throw mongoError(40415, `BSON field '$setWindowFields.${key}' is an unknown field.`);
  }
  const { output, sortBy } = spec;
  if (!isObject(output))
    throw mongoError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  if (sortBy !== undefined && !isObject(sortBy)) throw failedToParse("'sortBy' must be an object");
  const sort = sortBy ? compileSort(sortBy, options.collation) : undefined;
  const scopeOf = rootScope(options);
  const partitionKey = compileExpression(spec.partitionBy ?? null, options);
  const fields = Object.keys(output).map((field) => ({
    path: parseFieldPath(field),
    compute: compileWindowFunction(field, output[field], options, sort),
  }));
  return {
    name,
    async *run(input, { pause }) {
      const partitions = new ValueMap<Document[]>(options.collation);
      for await (const doc of input) {
        const key = partitionKey(scopeOf(doc));
        if (Array.isArray(key))
          throw mongoError(
            14,
            'An expression used to partition cannot evaluate to value of type array',
          );
        partitions.getOrAdd(key === undefined ? null : key, () => []).push(doc);
      }
      const ordered = [...partitions.entries()].sort((a, b) =>
        compareValues(a.key, b.key, options.collation),
      );
      for (const { value } of ordered) {
        const { docs, partition } = await runCoroutine(partitionOf(value, sort, scopeOf), pause);
        const columns: { path: readonly string[]; values: readonly unknown[] }[] = [];
        for (const { path, compute } of fields) {
          columns.push({ path, values: await runCoroutine(compute(partition), pause) });
        }
        for (let i = 0; i < docs.length; i += 1) {
          const paused = pause();
          if (paused) await paused;
          yield columns.reduce(
            (doc, { path, values }) => withPath(doc, path, values[i]),
            docs[i] ?? {},
          );
        }
      }
    },
  };
};
