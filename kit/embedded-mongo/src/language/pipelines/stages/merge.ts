import { ObjectId } from 'bson';
import type { Document } from '../../../bson/document.ts';
import {
  badValue,
  duplicateKey,
  failedToParse,
  immutableField,
  mongoError,
} from '../../../mongo-error.ts';
import type { EvaluationOptions } from '../../expressions/evaluation-options.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import { valuesEqual } from '../../values/compare.ts';
import { describeDocument } from '../../values/describe.ts';
import { isNullish, isObject, stringOf, typeName } from '../../values/value-type.ts';
import { valueAtPath } from '../set-path.ts';
import { collect, type StageFactory } from '../stage-types.ts';
import type { MergeDecision } from '../types.ts';
import { compileUpdatePipeline } from '../update-pipeline.ts';

type WhenMatched = 'replace' | 'keepExisting' | 'merge' | 'fail' | readonly Document[];

interface Merge {
  readonly database: string | undefined;
  readonly collection: string;
  readonly on: readonly string[];
  readonly whenMatched: WhenMatched;
  readonly whenNotMatched: string;
  readonly variables: Document;
}

const FIELDS = ['into', 'on', 'whenMatched', 'whenNotMatched', 'let'];

function targetOf(into: unknown): {
  readonly database: string | undefined;
  readonly collection: string;
} {
  const name = stringOf(into);
  if (name !== undefined && name !== '') return { database: undefined, collection: name };
  if (!isObject(into)) {
    throw mongoError(
      51178,
      `$merge 'into' field  must be either a string or an object, but found ${typeName(into)}`,
    );
  }
  const collection = stringOf(into.coll);
  if (!collection) throw badValue('Invalid $merge target namespace: a collection is required');
  return { database: stringOf(into.db), collection };
}

function whenMatchedOf(value: unknown): WhenMatched {
  if (value === undefined) return 'merge';
  if (Array.isArray(value)) return value;
  if (value === 'replace' || value === 'keepExisting' || value === 'merge' || value === 'fail')
    return value;
  throw badValue(
    `Enumeration value '${String(value)}' for field '$merge.whenMatched' is not a valid value.`,
  );
}

function parse(spec: unknown): Merge {
  const options = isObject(spec) ? spec : { into: spec };
  for (const key of Object.keys(options)) {
    if (!FIELDS.includes(key))
      throw mongoError(40415, `BSON field '$merge.${key}' is an unknown field.`);
  }
  if (options.into === undefined)
    throw mongoError(40414, "BSON field '$merge.into' is missing but a required field");
  const on =
    options.on === undefined ? ['_id'] : Array.isArray(options.on) ? options.on : [options.on];
  if (on.length === 0)
    throw mongoError(
      51187,
      "If explicitly specifying $merge 'on', must include at least one field",
    );
  const { whenNotMatched = 'insert' } = options;
  if (whenNotMatched !== 'insert' && whenNotMatched !== 'discard' && whenNotMatched !== 'fail') {
    throw badValue(
      `Enumeration value '${String(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  }
  const whenMatched = whenMatchedOf(options.whenMatched);
  if (options.let !== undefined && !Array.isArray(whenMatched)) {
    throw mongoError(51199, "Cannot use 'let' variables with 'whenMatched: ' mode");
  }
  const variables = options.let ?? { new: '$$ROOT' };
  if (!isObject(variables)) throw failedToParse("$merge 'let' must be an object");
  return {
    ...targetOf(options.into),
    on: on.map((field: unknown) => {
      const name = stringOf(field);
      if (name === undefined)
        throw mongoError(
          51134,
          `$merge 'on' array elements must be strings, but found ${typeName(field)}`,
        );
      return name;
    }),
    whenMatched,
    whenNotMatched,
    variables,
  };
}

/** Returns the target of a pipeline that ends in `$merge`. */
export function mergeTargetOf(
  stage: Document | undefined,
): { readonly database?: string; readonly collection: string } | undefined {
  if (stage?.$merge === undefined) return undefined;
  const { database, collection } = parse(stage.$merge);
  return database === undefined ? { collection } : { database, collection };
}

function replaced(before: Document, after: Document): Document {
  if (after._id !== undefined && !valuesEqual(before._id, after._id)) {
    throw immutableField(
      '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
    );
  }
  const { _id: _, ...rest } = after;
  return { _id: before._id, ...rest };
}

function matchedWriter(
  merge: Merge,
  options: EvaluationOptions,
): (before: Document, doc: Document) => Document | undefined {
  const { whenMatched } = merge;
  if (whenMatched === 'keepExisting') return () => undefined;
  if (whenMatched === 'replace') return replaced;
  if (whenMatched === 'merge') return (before, doc) => replaced(before, { ...before, ...doc });
  if (whenMatched === 'fail') {
    return (before, doc) => {
      const key: Document = Object.fromEntries(
        merge.on.map((field) => [field, valueAtPath(doc, field.split('.'))]),
      );
      const pattern: Document = Object.fromEntries(merge.on.map((field) => [field, 1]));
      throw duplicateKey(
        merge.collection,
        `${merge.on.join('_1_')}_${merge.on[0] === '_id' ? '' : '1'}`,
        pattern,
        key,
        describeDocument({ ...key, _id: before._id }),
      );
    };
  }
  const scopeOf = rootScope(options);
  const variables = Object.keys(merge.variables).map((name) => ({
    name,
    evaluate: compileExpression(merge.variables[name], options),
  }));
  return (before, doc) => {
    const vars: Document = { ...options.vars };
    for (const { name, evaluate } of variables) vars[name] = evaluate(scopeOf(doc));
    const now = options.now ?? new Date();
    return replaced(
      before,
      compileUpdatePipeline(whenMatched, { ...options, vars, now })(before, now),
    );
  };
}

/** `$merge` (manual: reference/operator/aggregation/merge/). It outputs no documents. */
export const mergeStage: StageFactory = (spec, { options }, name) => {
  const merge = parse(spec);
  const write = matchedWriter(merge, options);
  const withId = (given: Document): Document => {
    const doc =
      given._id === undefined && merge.on.includes('_id')
        ? { _id: new ObjectId(), ...given }
        : given;
    for (const field of merge.on) {
      const value = valueAtPath(doc, field.split('.'));
      if (isNullish(value) || Array.isArray(value)) {
        throw mongoError(
          51132,
          "$merge write error: 'on' field cannot be missing, null, undefined or an array",
        );
      }
    }
    return doc;
  };
  const decide: MergeDecision = (doc, before) => {
    if (before) return write(before, doc);
    if (merge.whenNotMatched === 'fail') {
      throw mongoError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    }
    if (merge.whenNotMatched === 'discard') return undefined;
    return doc._id === undefined ? { _id: new ObjectId(), ...doc } : doc;
  };
  return {
    name,
    collections: [merge.collection],
    // biome-ignore lint/correctness/useYield: the stage consumes its input and outputs nothing
    async *run(input, host) {
      const target = host.merge(merge.collection, merge.on, merge.database);
      // Read the whole source first: it may be the target itself.
      const docs = await collect(input);
      await target.merge(docs.map(withId), decide);
    },
  };
};
