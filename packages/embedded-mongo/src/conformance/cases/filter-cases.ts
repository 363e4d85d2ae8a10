// biome-ignore-all format: a table, one case a row
import { Binary, BSONRegExp, DBRef, MaxKey, MinKey } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { FilterCase } from './case-types.ts';
import { date, decimal, double, id, int, long } from './values.ts';

const takes = (
  name: string,
  what: string,
  page: string,
  filter: Document,
  taken: readonly Document[],
  left: readonly Document[] = [],
): FilterCase => ({ id: name, what, page, filter, takes: taken, leaves: left });

const regex = (pattern: string, options = ''): BSONRegExp => new BSONRegExp(pattern, options);

const EQ = 'reference/operator/query/eq/';
const NULL = 'tutorial/query-for-null-fields/';
const ARRAYS = 'tutorial/query-arrays/';
const ARRAY_DOCS = 'tutorial/query-array-of-documents/';
const EMBEDDED = 'tutorial/query-embedded-documents/';
const ORDER = 'reference/bson-type-comparison-order/';

/** Equality, comparison, null, arrays, paths. */
export const filterCases: readonly FilterCase[] = [
  takes('eq-1', 'an empty filter takes every document', 'tutorial/query-documents/', {}, [{}, { a: 1 }]),
  takes('eq-2', 'implicit equality', EQ, { qty: 20 }, [{ qty: 20 }], [{ qty: 21 }, {}, { qty: '20' }]),
  takes('eq-3', '$eq is implicit equality', EQ, { qty: { $eq: 20 } }, [{ qty: 20 }], [{ qty: 21 }]),
  takes('eq-4', 'numbers are equal across their types', ORDER, { a: 5 }, [{ a: int(5) }, { a: long(5) }, { a: double(5) }, { a: decimal('5.0') }], [{ a: double(5.5) }, { a: decimal('5.1') }]),
  takes('eq-5', 'a decimal finds the other number types', ORDER, { a: decimal('5.00') }, [{ a: int(5) }, { a: long(5) }, { a: double(5) }], [{ a: 6 }]),
  takes('eq-6', 'a long beyond 2^53 is compared exactly', ORDER, { a: long('9007199254740993') }, [{ a: long('9007199254740993') }], [{ a: long('9007199254740992') }, { a: double(9007199254740992) }]),
  takes('eq-7', 'the double 0.1 is not the decimal 0.1', ORDER, { a: decimal('0.1') }, [{ a: decimal('0.10') }], [{ a: double(0.1) }]),
  takes('eq-8', 'negative zero equals zero', ORDER, { a: double(-0) }, [{ a: 0 }, { a: decimal('0') }, { a: long(0) }], [{ a: 1 }]),
  takes('eq-9', 'NaN equals NaN', ORDER, { a: double(Number.NaN) }, [{ a: double(Number.NaN) }, { a: decimal('NaN') }], [{ a: 0 }, {}]),
  takes('eq-10', 'a string is not a number', EQ, { a: '5' }, [{ a: '5' }], [{ a: 5 }]),
  takes('eq-11', 'a boolean is not a number', EQ, { a: true }, [{ a: true }], [{ a: 1 }, { a: 'true' }]),
  takes('eq-12', 'strings are compared by case', EQ, { a: 'x' }, [{ a: 'x' }], [{ a: 'X' }]),
  takes('eq-13', 'ObjectIds by their bytes', EQ, { a: id(7) }, [{ a: id(7) }], [{ a: id(8) }, { a: id(7).toHexString() }]),
  takes('eq-14', 'dates by their time', EQ, { a: date('2024-01-01T00:00:00Z') }, [{ a: date('2024-01-01T00:00:00Z') }], [{ a: date('2024-01-02T00:00:00Z') }]),
  takes('eq-15', 'binary data by subtype and bytes', EQ, { a: new Binary(Buffer.from('ab'), 0) }, [{ a: new Binary(Buffer.from('ab'), 0) }], [{ a: new Binary(Buffer.from('ab'), 4) }, { a: new Binary(Buffer.from('ac'), 0) }]),
  takes('eq-16', 'an embedded document must be the same, order of fields included', EMBEDDED, { size: { h: 14, w: 21 } }, [{ size: { h: 14, w: 21 } }], [{ size: { w: 21, h: 14 } }, { size: { h: 14 } }, { size: { h: 14, w: 21, uom: 'cm' } }]),
  takes('eq-25', 'a DBRef is the document it stands for', 'reference/database-references/', { a: new DBRef('c', id(1)) }, [{ a: new DBRef('c', id(1)) }, { a: { $ref: 'c', $id: id(1) } }], [{ a: new DBRef('c', id(2)) }]),
  takes('eq-26', 'the parts of a DBRef are fields', 'reference/database-references/', { 'a.$id': id(1) }, [{ a: new DBRef('c', id(1)) }], [{ a: new DBRef('c', id(2)) }]),
  takes('eq-27', '$elemMatch on a part of a DBRef', 'reference/database-references/', { a: { $elemMatch: { $id: id(1) } } }, [{ a: [new DBRef('c', id(2)), new DBRef('c', id(1))] }, { a: [{ $id: id(1) }] }], [{ a: [new DBRef('c', id(2))] }, { a: new DBRef('c', id(1)) }]),
  takes('eq-28', '$elemMatch on the parts of a DBRef', 'reference/database-references/', { a: { $elemMatch: { $ref: 'c', $id: id(1) } } }, [{ a: [new DBRef('c', id(1))] }, { a: [new DBRef('c', id(1), 'db')] }], [{ a: [new DBRef('d', id(1)), new DBRef('c', id(2))] }]),
  takes('eq-29', '$elemMatch on a part of a DBRef and a field', 'reference/database-references/', { a: { $elemMatch: { $db: 'x', $id: id(1), n: 1 } } }, [{ a: [new DBRef('c', id(1), 'x', { n: 1 })] }], [{ a: [new DBRef('c', id(1), 'y', { n: 1 })] }, { a: [new DBRef('c', id(1), 'x', { n: 2 })] }]),
  takes('eq-30', 'a DBRef in a list', 'reference/database-references/', { a: { $in: [new DBRef('c', id(1))] } }, [{ a: new DBRef('c', id(1)) }, { a: [new DBRef('c', id(1))] }], [{ a: new DBRef('c', id(2)) }]),
  takes('eq-17', 'an empty document equals only an empty document', EMBEDDED, { a: {} }, [{ a: {} }], [{ a: { b: 1 } }, {}]),
  takes('eq-18', 'a field inside an embedded document', EMBEDDED, { 'size.uom': 'in' }, [{ size: { uom: 'in' } }], [{ size: { uom: 'cm' } }, { size: 'in' }, {}]),
  takes('eq-19', 'several fields must all match', 'tutorial/query-documents/', { a: 1, b: 2 }, [{ a: 1, b: 2 }], [{ a: 1 }, { a: 1, b: 3 }]),
  takes('eq-20', '$eq with a pattern takes only the same pattern value', EQ, { a: { $eq: regex('^M') } }, [{ a: regex('^M') }], [{ a: 'Max' }]),
  takes('eq-21', 'an array equals the same array', ARRAYS, { tags: ['red', 'blank'] }, [{ tags: ['red', 'blank'] }], [{ tags: ['blank', 'red'] }, { tags: ['red'] }, { tags: 'red' }]),
  takes('eq-22', 'an array equals an element that is that array', EQ, { tags: ['A', 'B'] }, [{ tags: [['A', 'B'], 'C'] }, { tags: ['A', 'B'] }], [{ tags: [['B', 'A']] }]),
  takes('eq-23', 'an empty array equals an empty array or an element that is one', ARRAYS, { a: [] }, [{ a: [] }, { a: [[]] }], [{ a: [1] }, {}]),
  takes('eq-24', 'a scalar equals an element of an array', ARRAYS, { tags: 'red' }, [{ tags: ['blank', 'red'] }, { tags: 'red' }], [{ tags: [['red']] }, { tags: [] }]),

  takes('null-1', 'null takes null and missing fields', NULL, { item: null }, [{ item: null }, {}], [{ item: 0 }, { item: '' }, { item: false }]),
  takes('null-2', '$ne null leaves null and missing fields', NULL, { item: { $ne: null } }, [{ item: 1 }], [{ item: null }, {}]),
  takes('null-3', '$exists false takes only missing fields', NULL, { item: { $exists: false } }, [{}], [{ item: null }]),
  takes('null-4', '$type null takes only null', NULL, { item: { $type: 10 } }, [{ item: null }], [{}]),
  takes('null-5', 'a path through a scalar is missing', NULL, { 'a.b': null }, [{ a: 4 }, { a: null }, {}, { a: {} }, { a: { b: null } }], [{ a: { b: 'hi' } }]),
  takes('null-6', 'an array without documents has no field that could be null', NULL, { 'a.b': null }, [{ a: [{ b: null }] }, { a: [{ b: 3 }, {}] }], [{ a: [] }, { a: [1, 2] }, { a: [null] }, { a: [[]] }, { a: [{ b: 1 }] }]),
  takes('null-7', '$gte null takes what null takes', NULL, { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]),
  takes('null-8', '$lte null takes what null takes', NULL, { a: { $lte: null } }, [{ a: null }, {}], [{ a: 1 }]),
  takes('null-9', '$gt null and $lt null take nothing', NULL, { $or: [{ a: { $gt: null } }, { a: { $lt: null } }] }, [], [{ a: null }, {}, { a: 1 }]),
  takes('null-10', '$in with null takes missing fields', 'reference/operator/query/in/', { a: { $in: [null, 4] } }, [{ a: null }, {}, { a: 4 }, { a: [1, null] }], [{ a: 5 }, { a: [] }]),
  takes('null-11', '$nin with null leaves missing fields', 'reference/operator/query/nin/', { a: { $nin: [null, 4] } }, [{ a: 5 }, { a: [] }], [{ a: null }, {}, { a: 4 }]),
  takes('null-12', 'null equals an element that is null', NULL, { a: null }, [{ a: [1, null] }], [{ a: [1] }, { a: [] }]),
  takes('null-13', '$not $gte null is the opposite', NULL, { a: { $not: { $gte: null } } }, [{ a: 1 }, { a: [] }], [{ a: null }, {}]),

  takes('cmp-1', '$gt', 'reference/operator/query/gt/', { qty: { $gt: 20 } }, [{ qty: 21 }, { qty: decimal('20.01') }], [{ qty: 20 }, {}, { qty: 'x' }]),
  takes('cmp-2', '$gte', 'reference/operator/query/gte/', { qty: { $gte: 20 } }, [{ qty: 20 }, { qty: long(21) }], [{ qty: 19 }]),
  takes('cmp-3', '$lt', 'reference/operator/query/lt/', { qty: { $lt: 20 } }, [{ qty: 19 }], [{ qty: 20 }, {}, { qty: null }]),
  takes('cmp-4', '$lte', 'reference/operator/query/lte/', { qty: { $lte: 20 } }, [{ qty: 20 }], [{ qty: 21 }]),
  takes('cmp-5', 'a comparison stays within the type of its operand', 'reference/method/db.collection.find/', { a: { $gt: 5 } }, [{ a: 6 }], [{ a: 'zzz' }, { a: true }, { a: date('2030-01-01') }, { a: { b: 9 } }]),
  takes('cmp-6', 'strings compare with strings only', 'reference/method/db.collection.find/', { a: { $gt: 'm' } }, [{ a: 'n' }], [{ a: 'l' }, { a: 99 }]),
  takes('cmp-7', 'dates compare with dates only', 'reference/method/db.collection.find/', { a: { $lt: date('2024-01-01') } }, [{ a: date('2023-12-31') }], [{ a: 5 }, {}]),
  takes('cmp-8', 'booleans: false before true', ORDER, { a: { $lt: true } }, [{ a: false }], [{ a: true }, { a: 0 }]),
  takes('cmp-9', 'any element of an array may satisfy a comparison', ARRAYS, { dim: { $gt: 25 } }, [{ dim: [14, 26] }], [{ dim: [14, 21] }]),
  takes('cmp-10', 'two conditions may be satisfied by different elements', ARRAYS, { dim: { $gt: 15, $lt: 20 } }, [{ dim: [16] }, { dim: [10, 30] }], [{ dim: [10, 12] }]),
  takes('cmp-11', 'MinKey is below everything else', ORDER, { a: { $gt: new MinKey() } }, [{ a: 1 }, { a: null }, { a: 'x' }], [{ a: new MinKey() }]),
  takes('cmp-12', 'MaxKey is above everything else', ORDER, { a: { $lt: new MaxKey() } }, [{ a: 1 }, { a: true }], [{ a: new MaxKey() }]),
  takes('cmp-13', 'NaN is below and above nothing', ORDER, { a: { $lt: 5 } }, [{ a: 4 }], [{ a: double(Number.NaN) }]),
  takes('cmp-14', '$gte NaN takes NaN alone', ORDER, { a: { $gte: double(Number.NaN) } }, [{ a: double(Number.NaN) }], [{ a: 1 }]),
  takes('cmp-15', 'documents compare field by field', ORDER, { a: { $gt: { b: 1 } } }, [{ a: { b: 2 } }, { a: { b: 1, c: 0 } }], [{ a: { b: 1 } }, { a: { b: 0 } }]),
  takes('cmp-16', 'arrays compare as wholes when the operand is an array', ORDER, { a: { $gt: [1, 2] } }, [{ a: [1, 3] }, { a: [2] }], [{ a: [1, 2] }, { a: [1] }, { a: 5 }]),
  takes('cmp-17', '$ne', 'reference/operator/query/ne/', { qty: { $ne: 20 } }, [{ qty: 21 }, {}], [{ qty: 20 }, { qty: [20, 30] }]),
  takes('cmp-18', 'infinity is the largest number', ORDER, { a: { $lt: double(Number.POSITIVE_INFINITY) } }, [{ a: decimal('1E+6000') }, { a: 1 }], [{ a: double(Number.POSITIVE_INFINITY) }]),
  takes('cmp-19', 'strings compare by code point', ORDER, { a: { $gt: '\uffee' } }, [{ a: '\u{1f600}' }], [{ a: 'z' }]),

  takes('in-1', '$in', 'reference/operator/query/in/', { qty: { $in: [5, 15] } }, [{ qty: 5 }, { qty: double(15) }], [{ qty: 10 }, {}]),
  takes('in-2', '$in on an array field', 'reference/operator/query/in/', { tags: { $in: ['home', 'school'] } }, [{ tags: ['x', 'home'] }], [{ tags: ['x'] }, { tags: [] }]),
  takes('in-3', '$in with patterns', 'reference/operator/query/in/', { tags: { $in: [regex('^be'), regex('^st')] } }, [{ tags: ['stock'] }, { tags: 'bee' }], [{ tags: ['x'] }]),
  takes('in-4', '$in of nothing takes nothing', 'reference/operator/query/in/', { a: { $in: [] } }, [], [{ a: 1 }, {}, { a: [] }]),
  takes('in-5', '$nin takes missing fields', 'reference/operator/query/nin/', { qty: { $nin: [5, 15] } }, [{ qty: 6 }, {}], [{ qty: 5 }, { qty: [1, 5] }]),
  takes('in-6', '$in of an array equals whole arrays', 'reference/operator/query/in/', { a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: 1 }]),
  takes('in-7', '$in mixes types', 'reference/operator/query/in/', { a: { $in: [1, 'x', id(1), true, date('2024-01-01')] } }, [{ a: 1 }, { a: 'x' }, { a: id(1) }, { a: true }, { a: date('2024-01-01') }], [{ a: 2 }, { a: false }, { a: id(2) }]),
  takes('in-8', '$in finds a long beyond 2^53', 'reference/operator/query/in/', { a: { $in: [long('9007199254740993')] } }, [{ a: long('9007199254740993') }], [{ a: long('9007199254740995') }]),

  takes('path-1', 'a path into an array of documents', ARRAY_DOCS, { 'instock.qty': { $lte: 20 } }, [{ instock: [{ qty: 60 }, { qty: 15 }] }], [{ instock: [{ qty: 60 }] }, { instock: [] }]),
  takes('path-2', 'a place in an array', ARRAY_DOCS, { 'instock.0.qty': { $lte: 20 } }, [{ instock: [{ qty: 5 }, { qty: 60 }] }], [{ instock: [{ qty: 60 }, { qty: 5 }] }]),
  takes('path-3', 'a number may be a field name', ARRAY_DOCS, { 'a.0': 1 }, [{ a: { '0': 1 } }, { a: [1, 2] }, { a: [2, { '0': 1 }] }], [{ a: [2, 1] }]),
  takes('path-4', 'the last place of a path through nested arrays', ARRAYS, { 'dim.1': { $gt: 25 } }, [{ dim: [1, 26] }], [{ dim: [26, 1] }, { dim: [26] }]),
  takes('path-5', 'arrays in arrays are not entered', ARRAY_DOCS, { 'a.b': 1 }, [{ a: [{ b: 1 }] }, { a: { b: [0, 1] } }], [{ a: [[{ b: 1 }]] }]),
  takes('path-6', 'a place leads into a nested array', ARRAY_DOCS, { 'a.0.b': 1 }, [{ a: [[{ b: 1 }]] }, { a: [{ b: 1 }] }], [{ a: [[{ b: 2 }]] }]),
  takes('path-7', 'a document in an array, whole', ARRAY_DOCS, { instock: { warehouse: 'A', qty: 5 } }, [{ instock: [{ warehouse: 'A', qty: 5 }] }], [{ instock: [{ qty: 5, warehouse: 'A' }] }]),
  takes('path-8', 'two paths may match in different documents of the array', ARRAY_DOCS, { 'instock.qty': 5, 'instock.warehouse': 'A' }, [{ instock: [{ warehouse: 'A', qty: 1 }, { warehouse: 'B', qty: 5 }] }], [{ instock: [{ warehouse: 'B', qty: 5 }] }]),
  takes('path-9', 'fields that every JavaScript object has are not there', EQ, { constructor: { $exists: true } }, [{ constructor: 1 }], [{}, { a: 1 }]),
  takes('path-10', 'a deep path', EMBEDDED, { 'a.b.c.d': 1 }, [{ a: { b: { c: { d: 1 } } } }, { a: [{ b: [{ c: { d: 1 } }] }] }], [{ a: { b: { c: 1 } } }]),
];
