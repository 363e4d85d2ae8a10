import type { Document } from '../../bson/document.ts';
import { FilterCompiler } from './filter-compiler.ts';
import type { CompiledFilter, FilterOptions, MatchResult } from './filter-types.ts';

const NO_MATCH: MatchResult = { matched: false };
const MATCH: MatchResult = { matched: true };

/**
 * Compiles a query filter (manual: reference/operator/query/).
 *
 * @throws {MongoError} 2 when MongoDB could not parse it either, 115 for a refused operator:
 *   `$where`, `$text`, geo, `$jsonSchema`, `$function`.
 */
export function compileFilter(filter: Document, options: FilterOptions = {}): CompiledFilter {
  const { test, ast } = new FilterCompiler(options).filter(filter);
  return {
    ast,
    matches: (doc) => test(doc, undefined),
    matchWithPositions: (doc) => {
      const details: { arrayIndex: number | undefined } = { arrayIndex: undefined };
      if (!test(doc, details)) return NO_MATCH;
      return details.arrayIndex === undefined
        ? MATCH
        : { matched: true, arrayIndex: details.arrayIndex };
    },
  };
}
