import type { Document } from '../../../bson/document.ts';
import { mongoError } from '../../../mongo-error.ts';
import { cooperativeSort } from '../../../scheduling/cooperative-sort.ts';
import { runCoroutine } from '../../../scheduling/coroutine.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import type { Scope } from '../../expressions/expression-types.ts';
import { compareValues } from '../../values/compare.ts';
import { isObject, typeName, typeRank } from '../../values/value-type.ts';
import { collect, type StageFactory, streamOf } from '../stage-types.ts';
import { compileGroupField, groupBy } from './group.ts';
import { countField } from './simple-stages.ts';

const COUNT: Document = { count: { $sum: 1 } };

/** `$count`. */
export const countStage: StageFactory = (spec, _, name) => {
  const field = countField(spec);
  return {
    name,
    async *run(input) {
      let count = 0;
      for await (const _ of input) count += 1;
      if (count > 0) yield { [field]: count };
    },
  };
};

/** `$sortByCount`. */
export const sortByCountStage: StageFactory = (spec, { options }, name) => {
  const isExpression = isObject(spec) || (typeof spec === 'string' && spec.startsWith('$'));
  if (!isExpression) {
    throw mongoError(
      40149,
      'the sortByCount field must be specified as a $-prefixed path or an expression in an object',
    );
  }
  const keyOf = compileExpression(spec, options);
  const fields = [compileGroupField('count', { $sum: 1 }, options)];
  return {
    name,
    async *run(input, { pause }) {
      const groups = await collect(groupBy(input, keyOf, fields, options, pause));
      const work = cooperativeSort(groups, (a, b) => compareValues(b.count, a.count));
      yield* streamOf(await runCoroutine(work, pause), pause);
    },
  };
};

function boundariesOf(spec: unknown, evaluate: (spec: unknown) => unknown): readonly unknown[] {
  if (!Array.isArray(spec))
    throw mongoError(
      40200,
      `The $bucket 'boundaries' field must be an array, but found type: ${typeName(spec)}.`,
    );
  if (spec.length < 2)
    throw mongoError(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${spec.length} value(s).`,
    );
  const boundaries = spec.map(evaluate);
  boundaries.forEach((boundary, i) => {
    const previous = boundaries[i - 1];
    if (i === 0) return;
    if (typeRank(boundary) !== typeRank(previous)) {
      throw mongoError(
        40193,
        `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${typeName(previous)} and ${typeName(boundary)}.`,
      );
    }
    if (compareValues(previous, boundary) >= 0) {
      throw mongoError(
        40194,
        "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order.",
      );
    }
  });
  return boundaries;
}

/** `$bucket` (manual: reference/operator/aggregation/bucket/). */
export const bucketStage: StageFactory = (spec, { options }, name) => {
  if (!isObject(spec))
    throw mongoError(
      40201,
      `Argument to $bucket stage must be an object, but found type: ${typeName(spec)}.`,
    );
  for (const key of Object.keys(spec)) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(key))
      throw mongoError(40197, `Unrecognized option to $bucket: ${key}.`);
  }
  if (!Object.hasOwn(spec, 'groupBy') || !Object.hasOwn(spec, 'boundaries')) {
    throw mongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  const scopeOf = rootScope(options);
  const constant = (value: unknown): unknown => compileExpression(value, options)(scopeOf({}));
  const boundaries = boundariesOf(spec.boundaries, constant);
  const hasDefault = Object.hasOwn(spec, 'default');
  const otherwise = hasDefault ? constant(spec.default) : undefined;
  const [lowest] = boundaries;
  const highest = boundaries.at(-1);
  if (
    hasDefault &&
    typeRank(otherwise) === typeRank(lowest) &&
    compareValues(otherwise, lowest) >= 0 &&
    compareValues(otherwise, highest) < 0
  ) {
    throw mongoError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
  const output = spec.output ?? COUNT;
  if (!isObject(output))
    throw mongoError(
      40196,
      `The $bucket 'output' field must be an object, but found type: ${typeName(output)}.`,
    );
  const fields = Object.keys(output).map((field) =>
    compileGroupField(field, output[field], options),
  );
  const groupValue = compileExpression(spec.groupBy, options);
  const keyOf = (scope: Scope): unknown => {
    const value = groupValue(scope);
    for (let i = boundaries.length - 2; i >= 0; i -= 1) {
      if (compareValues(value, boundaries[i], options.collation) < 0) continue;
      if (compareValues(value, boundaries[i + 1], options.collation) < 0) return boundaries[i];
      break;
    }
    if (hasDefault) return otherwise;
    throw mongoError(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
  return {
    name,
    async *run(input, { pause }) {
      const groups = await collect(groupBy(input, keyOf, fields, options, pause));
      yield* groups.sort((a, b) => compareValues(a._id, b._id, options.collation));
    },
  };
};
