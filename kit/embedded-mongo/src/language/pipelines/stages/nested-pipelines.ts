import type { Document } from '../../../bson/document.ts';
import { failedToParse, mongoError } from '../../../mongo-error.ts';
import { setField } from '../../values/fields.ts';
import { isObject, stringOf, typeName } from '../../values/value-type.ts';
import { hostFilter } from '../host-filter.ts';
import { collect, type StageFactory, streamOf } from '../stage-types.ts';

const NOT_IN_FACET = new Set(['$facet', '$merge', '$out', '$geoNear', '$documents']);

/** `$facet`: several pipelines over the same documents (manual: reference/operator/aggregation/facet/). */
export const facetStage: StageFactory = (spec, context, name) => {
  if (!isObject(spec) || Object.keys(spec).length === 0) {
    throw mongoError(40169, 'the $facet specification must be a non-empty object');
  }
  const facets = Object.keys(spec).map((field) => {
    if (field.startsWith('$') || field.includes('.'))
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$' or contain '.'. Found: ${field}`,
      );
    const pipeline = spec[field];
    if (!Array.isArray(pipeline))
      throw mongoError(
        40170,
        `arguments to $facet must be arrays, ${field} is type ${typeName(pipeline)}`,
      );
    const inner = context.compileInner(pipeline, context.options);
    for (const stage of inner.stageNames) {
      if (NOT_IN_FACET.has(stage))
        throw mongoError(40600, `${stage} is not allowed to be used within a $facet stage`);
    }
    return { field, inner };
  });
  return {
    name,
    collections: facets.flatMap(({ inner }) => inner.collections),
    async *run(input, host) {
      const docs = await collect(input);
      const out: Document = {};
      for (const { field, inner } of facets) {
        setField(out, field, await collect(inner.run(streamOf(docs, host.pause), host)));
      }
      yield out;
    },
  };
};

/** `$unionWith` (manual: reference/operator/aggregation/unionWith/). */
export const unionWithStage: StageFactory = (spec, context, name) => {
  const options = isObject(spec) ? spec : { coll: spec };
  for (const key of Object.keys(options)) {
    if (key !== 'coll' && key !== 'pipeline')
      throw mongoError(40415, `BSON field '$unionWith.${key}' is an unknown field.`);
  }
  const collection = stringOf(options.coll);
  if (collection === undefined) {
    throw failedToParse(
      `the $unionWith stage specification must be an object or string, but found ${typeName(spec)}`,
    );
  }
  const { pipeline = [] } = options;
  if (!Array.isArray(pipeline))
    throw mongoError(14, "BSON field '$unionWith.pipeline' is the wrong type, expected an array");
  const inner = context.compileInner(pipeline, context.options);
  return {
    name,
    collections: [collection, ...inner.collections],
    async *run(input, host) {
      yield* input;
      yield* inner.run(host.read(collection, hostFilter(inner.leadingFilter)), host);
    },
  };
};
