import { mongoError } from '../../mongo-error.ts';
import { Rank, typeName, typeRank } from '../values/value-type.ts';

/** @throws {MongoError} 53 for an invalid `_id`: an array or a regular expression. */
export function checkIdValue(id: unknown): void {
  const rank = typeRank(id);
  if (rank === Rank.array || rank === Rank.regex) {
    throw mongoError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  }
}
