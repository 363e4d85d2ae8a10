/**
 * A document as `bson.deserialize(bytes, { promoteValues: false, promoteLongs: false,
 * promoteBuffers: false, bsonRegExp: true })` returns it: plain objects, arrays, strings, booleans,
 * null, Date and the bson classes, so that int, long, double and decimal stay distinguishable. A
 * plain JavaScript number may occur in documents that this package makes: an integral one within
 * 32 bits counts as an int, any other as a double. `undefined` stands for "no such field" (and, as
 * an index key, for BSON's undefined, which is the key of an empty array).
 */
export type Document = Record<string, unknown>;
