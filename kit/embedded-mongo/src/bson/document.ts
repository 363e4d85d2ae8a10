/**
 * A document as `bson.deserialize(bytes, { promoteValues: false, promoteLongs: false,
 * promoteBuffers: false, bsonRegExp: true })` returns it: plain objects, arrays, strings, booleans,
 * null, Date and the bson classes. So int, long, double and decimal stay distinguishable.
 *
 * Documents that this package creates may also contain plain JavaScript numbers: an integer within
 * 32 bits counts as an int, any other number as a double. `undefined` stands for a missing field.
 * As an index key it is the key of an empty array (BSON's undefined).
 */
export type Document = Record<string, unknown>;
