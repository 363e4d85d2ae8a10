import { mongoError } from '../../mongo-error.ts';
import { Rank, typeName, typeRank } from '../values/value-type.ts';

/** Throws 53 for a value that no `_id` may have: an array, a regular expression. */
export function checkIdValue(id: unknown): void {
  const rank = typeRank(id);
  if (rank === Rank.array || rank === Rank.regex) {
    throw mongoError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  }
}
