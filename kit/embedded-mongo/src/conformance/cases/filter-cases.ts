// biome-ignore-all format: a table, one case a row
import { Binary, BSONRegExp, DBRef, MaxKey, MinKey } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { FilterCase } from './case-types.ts';
import { date, decimal, double, id, int, long } from './values.ts';

const matches = (
  name: string,
  title: string,
  page: string,
  filter: Document,
  matched: readonly Document[],
  rejected: readonly Document[] = [],
): FilterCase => ({ id: name, title, page, filter, matches: matched, rejects: rejected });

const regex = (pattern: string, options = ''): BSONRegExp => new BSONRegExp(pattern, options);

const EQ = 'reference/operator/query/eq/';
const NULL = 'tutorial/query-for-null-fields/';
const ARRAYS = 'tutorial/query-arrays/';
const ARRAY_DOCS = 'tutorial/query-array-of-documents/';
const EMBEDDED = 'tutorial/query-embedded-documents/';
const ORDER = 'reference/bson-type-comparison-order/';

/** Equality, comparison, null, arrays, paths. */
export const filterCases: readonly FilterCase[] = [
  matches('eq-1', 'an empty filter matches every document', 'tutorial/query-documents/', {}, [{}, { a: 1 }]),
  matches('eq-2', 'implicit equality', EQ, { qty: 20 }, [{ qty: 20 }], [{ qty: 21 }, {}, { qty: '20' }]),
  matches('eq-3', '$eq is implicit equality', EQ, { qty: { $eq: 20 } }, [{ qty: 20 }], [{ qty: 21 }]),
  matches('eq-4', 'numbers are equal across their types', ORDER, { a: 5 }, [{ a: int(5) }, { a: long(5) }, { a: double(5) }, { a: decimal('5.0') }], [{ a: double(5.5) }, { a: decimal('5.1') }]),
  matches('eq-5', 'a decimal matches the other number types', ORDER, { a: decimal('5.00') }, [{ a: int(5) }, { a: long(5) }, { a: double(5) }], [{ a: 6 }]),
  matches('eq-6', 'a long beyond 2^53 is compared exactly', ORDER, { a: long('9007199254740993') }, [{ a: long('9007199254740993') }], [{ a: long('9007199254740992') }, { a: double(9007199254740992) }]),
  matches('eq-7', 'the double 0.1 is not the decimal 0.1', ORDER, { a: decimal('0.1') }, [{ a: decimal('0.10') }], [{ a: double(0.1) }]),
  matches('eq-8', 'negative zero equals zero', ORDER, { a: double(-0) }, [{ a: 0 }, { a: decimal('0') }, { a: long(0) }], [{ a: 1 }]),
  matches('eq-9', 'NaN equals NaN', ORDER, { a: double(Number.NaN) }, [{ a: double(Number.NaN) }, { a: decimal('NaN') }], [{ a: 0 }, {}]),
  matches('eq-10', 'a string is not a number', EQ, { a: '5' }, [{ a: '5' }], [{ a: 5 }]),
  matches('eq-11', 'a boolean is not a number', EQ, { a: true }, [{ a: true }], [{ a: 1 }, { a: 'true' }]),
  matches('eq-12', 'strings are case-sensitive', EQ, { a: 'x' }, [{ a: 'x' }], [{ a: 'X' }]),
  matches('eq-13', 'ObjectIds compare by their bytes', EQ, { a: id(7) }, [{ a: id(7) }], [{ a: id(8) }, { a: id(7).toHexString() }]),
  matches('eq-14', 'dates compare by their time', EQ, { a: date('2024-01-01T00:00:00Z') }, [{ a: date('2024-01-01T00:00:00Z') }], [{ a: date('2024-01-02T00:00:00Z') }]),
  matches('eq-15', 'binary data compares by subtype and bytes', EQ, { a: new Binary(Buffer.from('ab'), 0) }, [{ a: new Binary(Buffer.from('ab'), 0) }], [{ a: new Binary(Buffer.from('ab'), 4) }, { a: new Binary(Buffer.from('ac'), 0) }]),
  matches('eq-16', 'an embedded document must be identical, including the order of fields', EMBEDDED, { size: { h: 14, w: 21 } }, [{ size: { h: 14, w: 21 } }], [{ size: { w: 21, h: 14 } }, { size: { h: 14 } }, { size: { h: 14, w: 21, uom: 'cm' } }]),
  matches('eq-25', 'a DBRef equals its document form', 'reference/database-references/', { a: new DBRef('c', id(1)) }, [{ a: new DBRef('c', id(1)) }, { a: { $ref: 'c', $id: id(1) } }], [{ a: new DBRef('c', id(2)) }]),
  matches('eq-26', 'the parts of a DBRef are fields', 'reference/database-references/', { 'a.$id': id(1) }, [{ a: new DBRef('c', id(1)) }], [{ a: new DBRef('c', id(2)) }]),
  matches('eq-27', '$elemMatch on a part of a DBRef', 'reference/database-references/', { a: { $elemMatch: { $id: id(1) } } }, [{ a: [new DBRef('c', id(2)), new DBRef('c', id(1))] }, { a: [{ $id: id(1) }] }], [{ a: [new DBRef('c', id(2))] }, { a: new DBRef('c', id(1)) }]),
  matches('eq-28', '$elemMatch on the parts of a DBRef', 'reference/database-references/', { a: { $elemMatch: { $ref: 'c', $id: id(1) } } }, [{ a: [new DBRef('c', id(1))] }, { a: [new DBRef('c', id(1), 'db')] }], [{ a: [new DBRef('d', id(1)), new DBRef('c', id(2))] }]),
  matches('eq-29', '$elemMatch on a part of a DBRef and a field', 'reference/database-references/', { a: { $elemMatch: { $db: 'x', $id: id(1), n: 1 } } }, [{ a: [new DBRef('c', id(1), 'x', { n: 1 })] }], [{ a: [new DBRef('c', id(1), 'y', { n: 1 })] }, { a: [new DBRef('c', id(1), 'x', { n: 2 })] }]),
  matches('eq-30', 'a DBRef in a list', 'reference/database-references/', { a: { $in: [new DBRef('c', id(1))] } }, [{ a: new DBRef('c', id(1)) }, { a: [new DBRef('c', id(1))] }], [{ a: new DBRef('c', id(2)) }]),
  matches('eq-17', 'an empty document equals only an empty document', EMBEDDED, { a: {} }, [{ a: {} }], [{ a: { b: 1 } }, {}]),
  matches('eq-18', 'a field inside an embedded document', EMBEDDED, { 'size.uom': 'in' }, [{ size: { uom: 'in' } }], [{ size: { uom: 'cm' } }, { size: 'in' }, {}]),
  matches('eq-19', 'several fields must all match', 'tutorial/query-documents/', { a: 1, b: 2 }, [{ a: 1, b: 2 }], [{ a: 1 }, { a: 1, b: 3 }]),
  matches('eq-20', '$eq with a pattern matches only the same pattern value', EQ, { a: { $eq: regex('^M') } }, [{ a: regex('^M') }], [{ a: 'Max' }]),
  matches('eq-21', 'an array equals the same array', ARRAYS, { tags: ['red', 'blank'] }, [{ tags: ['red', 'blank'] }], [{ tags: ['blank', 'red'] }, { tags: ['red'] }, { tags: 'red' }]),
  matches('eq-22', 'an array equals an element that is that array', EQ, { tags: ['A', 'B'] }, [{ tags: [['A', 'B'], 'C'] }, { tags: ['A', 'B'] }], [{ tags: [['B', 'A']] }]),
  matches('eq-23', 'an empty array equals an empty array or an element that is one', ARRAYS, { a: [] }, [{ a: [] }, { a: [[]] }], [{ a: [1] }, {}]),
  matches('eq-24', 'a scalar equals an element of an array', ARRAYS, { tags: 'red' }, [{ tags: ['blank', 'red'] }, { tags: 'red' }], [{ tags: [['red']] }, { tags: [] }]),

  matches('null-1', 'null matches null and missing fields', NULL, { item: null }, [{ item: null }, {}], [{ item: 0 }, { item: '' }, { item: false }]),
  matches('null-2', '$ne null excludes null and missing fields', NULL, { item: { $ne: null } }, [{ item: 1 }], [{ item: null }, {}]),
  matches('null-3', '$exists false matches only missing fields', NULL, { item: { $exists: false } }, [{}], [{ item: null }]),
  matches('null-4', '$type null matches only null', NULL, { item: { $type: 10 } }, [{ item: null }], [{}]),
  matches('null-5', 'a path through a scalar is missing', NULL, { 'a.b': null }, [{ a: 4 }, { a: null }, {}, { a: {} }, { a: { b: null } }], [{ a: { b: 'hi' } }]),
  matches('null-6', 'an array without documents has no null field', NULL, { 'a.b': null }, [{ a: [{ b: null }] }, { a: [{ b: 3 }, {}] }], [{ a: [] }, { a: [1, 2] }, { a: [null] }, { a: [[]] }, { a: [{ b: 1 }] }]),
  matches('null-7', '$gte null matches the same as null', NULL, { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]),
  matches('null-8', '$lte null matches the same as null', NULL, { a: { $lte: null } }, [{ a: null }, {}], [{ a: 1 }]),
  matches('null-9', '$gt null and $lt null match nothing', NULL, { $or: [{ a: { $gt: null } }, { a: { $lt: null } }] }, [], [{ a: null }, {}, { a: 1 }]),
  matches('null-10', '$in with null matches missing fields', 'reference/operator/query/in/', { a: { $in: [null, 4] } }, [{ a: null }, {}, { a: 4 }, { a: [1, null] }], [{ a: 5 }, { a: [] }]),
  matches('null-11', '$nin with null excludes missing fields', 'reference/operator/query/nin/', { a: { $nin: [null, 4] } }, [{ a: 5 }, { a: [] }], [{ a: null }, {}, { a: 4 }]),
  matches('null-12', 'null equals an element that is null', NULL, { a: null }, [{ a: [1, null] }], [{ a: [1] }, { a: [] }]),
  matches('null-13', '$not $gte null is the negation', NULL, { a: { $not: { $gte: null } } }, [{ a: 1 }, { a: [] }], [{ a: null }, {}]),

  matches('cmp-1', '$gt', 'reference/operator/query/gt/', { qty: { $gt: 20 } }, [{ qty: 21 }, { qty: decimal('20.01') }], [{ qty: 20 }, {}, { qty: 'x' }]),
  matches('cmp-2', '$gte', 'reference/operator/query/gte/', { qty: { $gte: 20 } }, [{ qty: 20 }, { qty: long(21) }], [{ qty: 19 }]),
  matches('cmp-3', '$lt', 'reference/operator/query/lt/', { qty: { $lt: 20 } }, [{ qty: 19 }], [{ qty: 20 }, {}, { qty: null }]),
  matches('cmp-4', '$lte', 'reference/operator/query/lte/', { qty: { $lte: 20 } }, [{ qty: 20 }], [{ qty: 21 }]),
  matches('cmp-5', 'a comparison stays within the type of its operand', 'reference/method/db.collection.find/', { a: { $gt: 5 } }, [{ a: 6 }], [{ a: 'zzz' }, { a: true }, { a: date('2030-01-01') }, { a: { b: 9 } }]),
  matches('cmp-6', 'strings compare with strings only', 'reference/method/db.collection.find/', { a: { $gt: 'm' } }, [{ a: 'n' }], [{ a: 'l' }, { a: 99 }]),
  matches('cmp-7', 'dates compare with dates only', 'reference/method/db.collection.find/', { a: { $lt: date('2024-01-01') } }, [{ a: date('2023-12-31') }], [{ a: 5 }, {}]),
  matches('cmp-8', 'booleans: false before true', ORDER, { a: { $lt: true } }, [{ a: false }], [{ a: true }, { a: 0 }]),
  matches('cmp-9', 'any element of an array may satisfy a comparison', ARRAYS, { dim: { $gt: 25 } }, [{ dim: [14, 26] }], [{ dim: [14, 21] }]),
  matches('cmp-10', 'two conditions may be satisfied by different elements', ARRAYS, { dim: { $gt: 15, $lt: 20 } }, [{ dim: [16] }, { dim: [10, 30] }], [{ dim: [10, 12] }]),
  matches('cmp-11', 'MinKey is less than everything else', ORDER, { a: { $gt: new MinKey() } }, [{ a: 1 }, { a: null }, { a: 'x' }], [{ a: new MinKey() }]),
  matches('cmp-12', 'MaxKey is greater than everything else', ORDER, { a: { $lt: new MaxKey() } }, [{ a: 1 }, { a: true }], [{ a: new MaxKey() }]),
  matches('cmp-13', 'NaN is neither less nor greater than anything', ORDER, { a: { $lt: 5 } }, [{ a: 4 }], [{ a: double(Number.NaN) }]),
  matches('cmp-14', '$gte NaN matches only NaN', ORDER, { a: { $gte: double(Number.NaN) } }, [{ a: double(Number.NaN) }], [{ a: 1 }]),
  matches('cmp-15', 'documents compare field by field', ORDER, { a: { $gt: { b: 1 } } }, [{ a: { b: 2 } }, { a: { b: 1, c: 0 } }], [{ a: { b: 1 } }, { a: { b: 0 } }]),
  matches('cmp-16', 'arrays compare as wholes when the operand is an array', ORDER, { a: { $gt: [1, 2] } }, [{ a: [1, 3] }, { a: [2] }], [{ a: [1, 2] }, { a: [1] }, { a: 5 }]),
  matches('cmp-17', '$ne', 'reference/operator/query/ne/', { qty: { $ne: 20 } }, [{ qty: 21 }, {}], [{ qty: 20 }, { qty: [20, 30] }]),
  matches('cmp-18', 'infinity is the largest number', ORDER, { a: { $lt: double(Number.POSITIVE_INFINITY) } }, [{ a: decimal('1E+6000') }, { a: 1 }], [{ a: double(Number.POSITIVE_INFINITY) }]),
  matches('cmp-19', 'strings compare by code point', ORDER, { a: { $gt: '\uffee' } }, [{ a: '\u{1f600}' }], [{ a: 'z' }]),

  matches('in-1', '$in', 'reference/operator/query/in/', { qty: { $in: [5, 15] } }, [{ qty: 5 }, { qty: double(15) }], [{ qty: 10 }, {}]),
  matches('in-2', '$in on an array field', 'reference/operator/query/in/', { tags: { $in: ['home', 'school'] } }, [{ tags: ['x', 'home'] }], [{ tags: ['x'] }, { tags: [] }]),
  matches('in-3', '$in with patterns', 'reference/operator/query/in/', { tags: { $in: [regex('^be'), regex('^st')] } }, [{ tags: ['stock'] }, { tags: 'bee' }], [{ tags: ['x'] }]),
  matches('in-4', 'an empty $in matches nothing', 'reference/operator/query/in/', { a: { $in: [] } }, [], [{ a: 1 }, {}, { a: [] }]),
  matches('in-5', '$nin matches missing fields', 'reference/operator/query/nin/', { qty: { $nin: [5, 15] } }, [{ qty: 6 }, {}], [{ qty: 5 }, { qty: [1, 5] }]),
  matches('in-6', '$in of an array equals whole arrays', 'reference/operator/query/in/', { a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: 1 }]),
  matches('in-7', '$in mixes types', 'reference/operator/query/in/', { a: { $in: [1, 'x', id(1), true, date('2024-01-01')] } }, [{ a: 1 }, { a: 'x' }, { a: id(1) }, { a: true }, { a: date('2024-01-01') }], [{ a: 2 }, { a: false }, { a: id(2) }]),
  matches('in-8', '$in finds a long beyond 2^53', 'reference/operator/query/in/', { a: { $in: [long('9007199254740993')] } }, [{ a: long('9007199254740993') }], [{ a: long('9007199254740995') }]),

  matches('path-1', 'a path into an array of documents', ARRAY_DOCS, { 'instock.qty': { $lte: 20 } }, [{ instock: [{ qty: 60 }, { qty: 15 }] }], [{ instock: [{ qty: 60 }] }, { instock: [] }]),
  matches('path-2', 'an array position', ARRAY_DOCS, { 'instock.0.qty': { $lte: 20 } }, [{ instock: [{ qty: 5 }, { qty: 60 }] }], [{ instock: [{ qty: 60 }, { qty: 5 }] }]),
  matches('path-3', 'a number may be a field name', ARRAY_DOCS, { 'a.0': 1 }, [{ a: { '0': 1 } }, { a: [1, 2] }, { a: [2, { '0': 1 }] }], [{ a: [2, 1] }]),
  matches('path-4', 'an array position at the end of a path through nested arrays', ARRAYS, { 'dim.1': { $gt: 25 } }, [{ dim: [1, 26] }], [{ dim: [26, 1] }, { dim: [26] }]),
  matches('path-5', 'arrays in arrays are not entered', ARRAY_DOCS, { 'a.b': 1 }, [{ a: [{ b: 1 }] }, { a: { b: [0, 1] } }], [{ a: [[{ b: 1 }]] }]),
  matches('path-6', 'an array position leads into a nested array', ARRAY_DOCS, { 'a.0.b': 1 }, [{ a: [[{ b: 1 }]] }, { a: [{ b: 1 }] }], [{ a: [[{ b: 2 }]] }]),
  matches('path-7', 'a whole document in an array', ARRAY_DOCS, { instock: { warehouse: 'A', qty: 5 } }, [{ instock: [{ warehouse: 'A', qty: 5 }] }], [{ instock: [{ qty: 5, warehouse: 'A' }] }]),
  matches('path-8', 'two paths may match different documents of the array', ARRAY_DOCS, { 'instock.qty': 5, 'instock.warehouse': 'A' }, [{ instock: [{ warehouse: 'A', qty: 1 }, { warehouse: 'B', qty: 5 }] }], [{ instock: [{ warehouse: 'B', qty: 5 }] }]),
  matches('path-9', 'properties inherited by JavaScript objects are no fields', EQ, { constructor: { $exists: true } }, [{ constructor: 1 }], [{}, { a: 1 }]),
  matches('path-10', 'a deep path', EMBEDDED, { 'a.b.c.d': 1 }, [{ a: { b: { c: { d: 1 } } } }, { a: [{ b: [{ c: { d: 1 } }] }] }], [{ a: { b: { c: 1 } } }]),
];
