import type { Document } from '../../../bson/document.ts';
import { failedToParse, mongoError, notSupported } from '../../../mongo-error.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import { parseFieldPath } from '../../expressions/field-path.ts';
import { checkVariableName } from '../../expressions/operators/conditional.ts';
import { valuesAtPath } from '../../values/paths.ts';
import {
  fieldsOf,
  isNullish,
  isObject,
  Rank,
  stringOf,
  typeName,
  typeRank,
} from '../../values/value-type.ts';
import { hostFilter } from '../host-filter.ts';
import { withPath } from '../set-path.ts';
import { collect, type StageContext, type StageFactory } from '../stage-types.ts';

interface Lookup {
  readonly from: string;
  readonly as: readonly string[];
  readonly local: string | undefined;
  readonly foreign: string | undefined;
  readonly variables: Document;
  readonly pipeline: readonly Document[] | undefined;
}

const FIELDS = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'];

function text(spec: Document, key: string): string | undefined {
  const value = spec[key];
  if (value === undefined) return undefined;
  const string = stringOf(value);
  if (string === undefined) {
    throw failedToParse(`$lookup argument '${key}: ${typeName(value)}' must be a string`);
  }
  return string;
}

function parse(spec: unknown): Lookup {
  if (!isObject(spec))
    throw failedToParse(
      `the $lookup stage specification must be an object, but found ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (!FIELDS.includes(key)) throw failedToParse(`unknown argument to $lookup: ${key}`);
  }
  if (isObject(spec.from)) throw notSupported('$lookup from another database');
  const from = text(spec, 'from');
  const as = text(spec, 'as');
  const local = text(spec, 'localField');
  const foreign = text(spec, 'foreignField');
  if (as === undefined) throw failedToParse("must specify 'as' field for a $lookup");
  if (from === undefined) {
    if (spec.pipeline !== undefined) throw notSupported("$lookup without 'from'");
    throw failedToParse("missing 'from' option to $lookup stage specification");
  }
  const { pipeline } = spec;
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw mongoError(14, "'pipeline' option must be specified as an array");
  if (
    (local === undefined) !== (foreign === undefined) ||
    (local === undefined && pipeline === undefined)
  ) {
    throw failedToParse(
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  }
  const variables = spec.let ?? {};
  if (!isObject(variables))
    throw failedToParse(`$lookup argument 'let: ${typeName(spec.let)}' must be an object`);
  return { from, as: parseFieldPath(as), local, foreign, variables, pipeline };
}

/**
 * Builds the filter on the foreign field: it must equal one of the values on the local path, with
 * arrays expanded, or null when there are none.
 */
function equalityFilter(foreign: string, doc: Document, local: string): Document {
  const found = valuesAtPath(doc, local);
  const values = found.length === 0 ? [null] : found;
  const [only] = values;
  if (values.length === 1) return { [foreign]: { $eq: only } };
  // In an $in list a pattern would match strings; here it must equal itself only.
  if (values.some((value) => typeRank(value) === Rank.regex)) {
    return { $or: values.map((value) => ({ [foreign]: { $eq: value } })) };
  }
  return { [foreign]: { $in: values } };
}

function constantOf(value: unknown, variables: Document): { readonly value: unknown } | undefined {
  const name = stringOf(value);
  if (name?.startsWith('$$') && Object.hasOwn(variables, name.slice(2))) {
    return { value: variables[name.slice(2)] };
  }
  return undefined;
}

/**
 * Returns the part of `$expr: { $eq: ['$field', '$$variable'] }` that an index can serve. It
 * matches more than the expression, which stays in the pipeline.
 */
function indexableEqualities(filter: Document, variables: Document): Document[] {
  const found: Document[] = [];
  const visit = (expression: unknown): void => {
    if (!isObject(expression)) return;
    const { $and, $eq } = fieldsOf(expression);
    if (Array.isArray($and)) $and.forEach(visit);
    if (!Array.isArray($eq) || $eq.length !== 2) return;
    for (const [field, other] of [$eq, [$eq[1], $eq[0]]]) {
      const path = stringOf(field);
      const constant = constantOf(other, variables);
      if (!path?.startsWith('$') || path.startsWith('$$') || !constant) continue;
      if (isNullish(constant.value) || Array.isArray(constant.value)) continue;
      found.push({ [path.slice(1)]: { $eq: constant.value } });
    }
  };
  visit(filter.$expr);
  if (Array.isArray(filter.$and)) {
    for (const branch of filter.$and) {
      if (isObject(branch)) found.push(...indexableEqualities(branch, variables));
    }
  }
  return found;
}

function combine(filters: readonly Document[]): Document {
  const present = filters.filter((filter) => Object.keys(filter).length > 0);
  const [first] = present;
  return first && present.length === 1 ? first : present.length === 0 ? {} : { $and: present };
}

/** Compiles the inner pipeline for one outer document, with its variables replaced. */
function innerFor(
  lookup: Lookup,
  context: StageContext,
): (doc: Document) => {
  readonly filter: Document;
  readonly run: ReturnType<StageContext['compileInner']>['run'] | undefined;
} {
  const { pipeline } = lookup;
  if (!pipeline) return () => ({ filter: {}, run: undefined });
  const { options } = context;
  const scopeOf = rootScope(options);
  const names = Object.keys(lookup.variables);
  const variables = names.map((name) => ({
    name: checkVariableName(name),
    evaluate: compileExpression(lookup.variables[name], options),
  }));
  if (variables.length === 0) {
    const inner = context.compileInner(pipeline, options);
    const filter = hostFilter(inner.leadingFilter);
    return () => ({ filter, run: inner.run });
  }
  return (doc) => {
    const vars: Document = { ...options.vars };
    const scope = scopeOf(doc);
    for (const { name, evaluate } of variables) vars[name] = evaluate(scope);
    const inner = context.compileInner(pipeline, { ...options, vars });
    const filter = combine([
      inner.leadingFilter,
      ...indexableEqualities(inner.leadingFilter, vars),
    ]);
    return { filter: hostFilter(filter), run: inner.run };
  };
}

/** `$lookup` in both forms (manual: reference/operator/aggregation/lookup/). */
export const lookupStage: StageFactory = (spec, context, name) => {
  const lookup = parse(spec);
  const { local, foreign } = lookup;
  const check = lookup.pipeline
    ? context.compileInner(lookup.pipeline, {
        ...context.options,
        vars: { ...context.options.vars, ...lookup.variables },
      })
    : undefined;
  const inner = innerFor(lookup, context);
  return {
    name,
    collections: [lookup.from, ...(check?.collections ?? [])],
    async *run(input, host) {
      for await (const doc of input) {
        const { filter, run } = inner(doc);
        const hasFields = local !== undefined && foreign !== undefined;
        const equality = hasFields ? equalityFilter(foreign, doc, local) : {};
        const found = host.read(lookup.from, combine([equality, filter]));
        yield withPath(doc, lookup.as, await collect(run ? run(found, host) : found));
      }
    },
  };
};
