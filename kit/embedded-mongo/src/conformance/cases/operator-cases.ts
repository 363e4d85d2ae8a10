// biome-ignore-all format: a table, one case a row
// biome-ignore-all lint/suspicious/noThenProperty: $cond and $switch have a field of that name
import { Binary, BSONRegExp, Timestamp } from 'bson';
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

const fails = (
  name: string,
  title: string,
  page: string,
  filter: Document,
  error: number,
): FilterCase => ({ id: name, title, page, filter, error });

const regex = (pattern: string, options = ''): BSONRegExp => new BSONRegExp(pattern, options);

const ALL = 'reference/operator/query/all/';
const ELEM = 'reference/operator/query/elemMatch/';
const REGEX = 'reference/operator/query/regex/';
const TYPE = 'reference/operator/query/type/';
const MOD = 'reference/operator/query/mod/';
const EXPR = 'reference/operator/query/expr/';
const ERRORS = 'reference/error-codes/';

/** Logic, elements, arrays, patterns, bits, expressions and errors. */
export const operatorCases: readonly FilterCase[] = [
  matches('logic-1', '$and', 'reference/operator/query/and/', { $and: [{ a: 1 }, { b: { $gt: 1 } }] }, [{ a: 1, b: 2 }], [{ a: 1, b: 1 }]),
  matches('logic-2', '$or', 'reference/operator/query/or/', { $or: [{ a: 1 }, { b: 1 }] }, [{ a: 1 }, { b: 1 }], [{ a: 2 }]),
  matches('logic-3', '$nor matches documents that satisfy no branch', 'reference/operator/query/nor/', { $nor: [{ price: 1.99 }, { sale: true }] }, [{ price: 2 }, {}], [{ price: double(1.99) }, { sale: true }]),
  matches('logic-4', '$not matches missing fields', 'reference/operator/query/not/', { price: { $not: { $gt: 1.99 } } }, [{ price: 1 }, {}, { price: 'x' }], [{ price: 2 }]),
  matches('logic-5', '$not with a pattern', 'reference/operator/query/not/', { item: { $not: regex('^p.*') } }, [{ item: 'x' }, {}], [{ item: 'pen' }]),
  matches('logic-6', '$not on an array means no element', 'reference/operator/query/not/', { a: { $not: { $gt: 5 } } }, [{ a: [1, 2] }], [{ a: [1, 6] }]),
  matches('logic-7', '$or inside $and', 'reference/operator/query/and/', { $and: [{ $or: [{ a: 1 }, { a: 2 }] }, { $or: [{ b: 1 }, { b: 2 }] }] }, [{ a: 2, b: 1 }], [{ a: 2, b: 3 }]),
  matches('logic-8', '$comment has no effect', 'reference/operator/query/comment/', { a: 1, $comment: 'why' }, [{ a: 1 }], [{ a: 2 }]),

  matches('exists-1', '$exists true matches null', 'reference/operator/query/exists/', { a: { $exists: true } }, [{ a: null }, { a: 1 }, { a: [] }], [{}]),
  matches('exists-2', '$exists on a path in an array', 'reference/operator/query/exists/', { 'a.b': { $exists: true } }, [{ a: [{ b: 1 }, {}] }], [{ a: [{}] }, { a: [] }, { a: 1 }]),
  matches('exists-3', '$exists with other conditions', 'reference/operator/query/exists/', { qty: { $exists: true, $nin: [5, 15] } }, [{ qty: 6 }], [{ qty: 5 }, {}]),
  matches('exists-4', '$exists 0 is false', 'reference/operator/query/exists/', { a: { $exists: 0 } }, [{}], [{ a: 1 }]),

  matches('type-1', '$type by alias', TYPE, { a: { $type: 'string' } }, [{ a: 'x' }, { a: [1, 'x'] }], [{ a: 1 }, {}]),
  matches('type-2', '$type by number', TYPE, { a: { $type: 2 } }, [{ a: 'x' }], [{ a: 1 }]),
  matches('type-3', '$type number is every number type', TYPE, { a: { $type: 'number' } }, [{ a: int(1) }, { a: long(1) }, { a: double(1) }, { a: decimal('1') }], [{ a: '1' }]),
  matches('type-4', '$type distinguishes int, long, double and decimal', TYPE, { a: { $type: ['long', 'decimal'] } }, [{ a: long(1) }, { a: decimal('1') }], [{ a: int(1) }, { a: double(1) }]),
  matches('type-5', '$type array is the field itself', TYPE, { a: { $type: 'array' } }, [{ a: [] }, { a: [1] }], [{ a: 1 }]),
  matches('type-6', '$type of the other types', TYPE, { $and: [{ a: { $type: 'objectId' } }, { b: { $type: 'date' } }, { c: { $type: 'bool' } }, { d: { $type: 'object' } }, { e: { $type: 'timestamp' } }, { f: { $type: 'regex' } }, { g: { $type: 'binData' } }] }, [{ a: id(1), b: date('2024-01-01'), c: false, d: {}, e: new Timestamp({ t: 1, i: 1 }), f: regex('x'), g: new Binary(Buffer.from('x')) }]),

  matches('size-1', '$size', 'reference/operator/query/size/', { a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: [[1, 2]] }, { a: 2 }, {}]),
  matches('size-2', '$size 0', 'reference/operator/query/size/', { a: { $size: 0 } }, [{ a: [] }], [{ a: [1] }, {}]),

  matches('all-1', '$all', ALL, { tags: { $all: ['ssl', 'security'] } }, [{ tags: ['security', 'x', 'ssl'] }], [{ tags: ['ssl'] }]),
  matches('all-2', '$all on a scalar', ALL, { tags: { $all: ['ssl'] } }, [{ tags: 'ssl' }, { tags: ['ssl'] }], [{ tags: 'x' }]),
  matches('all-3', '$all of an array matches that array, or an array that contains it', ALL, { tags: { $all: [['ssl', 'security']] } }, [{ tags: [['ssl', 'security']] }, { tags: ['ssl', 'security'] }], [{ tags: ['security', 'ssl'] }]),
  matches('all-4', 'an empty $all matches nothing', ALL, { tags: { $all: [] } }, [], [{ tags: [] }, {}]),
  matches('all-5', '$all with $elemMatch', ALL, { qty: { $all: [{ $elemMatch: { size: 'M', num: { $gt: 50 } } }, { $elemMatch: { num: 100, color: 'green' } }] } }, [{ qty: [{ size: 'M', num: 60 }, { num: 100, color: 'green' }] }], [{ qty: [{ size: 'M', num: 60 }] }]),
  matches('all-6', '$all with patterns', ALL, { a: { $all: [regex('^x'), regex('y$')] } }, [{ a: ['xa', 'by'] }], [{ a: ['xa'] }]),

  matches('elem-1', '$elemMatch on scalars: one element satisfies all', ELEM, { results: { $elemMatch: { $gte: 80, $lt: 85 } } }, [{ results: [82, 85, 88] }], [{ results: [75, 88, 89] }, { results: 82 }]),
  matches('elem-2', '$elemMatch on documents', ELEM, { results: { $elemMatch: { product: 'xyz', score: { $gte: 8 } } } }, [{ results: [{ product: 'abc', score: 10 }, { product: 'xyz', score: 8 }] }], [{ results: [{ product: 'abc', score: 9 }, { product: 'xyz', score: 7 }] }]),
  matches('elem-3', '$elemMatch with $ne', ELEM, { results: { $elemMatch: { product: { $ne: 'xyz' } } } }, [{ results: [{ product: 'xyz' }, { product: 'abc' }] }], [{ results: [{ product: 'xyz' }] }]),
  matches('elem-4', '$elemMatch with $or', ELEM, { game: { $elemMatch: { $or: [{ score: { $gt: 10 } }, { score: { $lt: 5 } }] } } }, [{ game: [{ score: 3 }] }], [{ game: [{ score: 7 }] }]),
  matches('elem-5', '$elemMatch on an array in an array of documents', ELEM, { 'a.b': { $elemMatch: { $gt: 1, $lt: 3 } } }, [{ a: [{ b: [2] }] }], [{ a: [{ b: [1, 3] }] }]),
  matches('elem-6', '$elemMatch needs an array', ELEM, { a: { $elemMatch: { b: 1 } } }, [{ a: [{ b: 1 }] }], [{ a: { b: 1 } }]),
  matches('elem-7', '$not $elemMatch', ELEM, { a: { $not: { $elemMatch: { b: 1 } } } }, [{ a: [{ b: 2 }] }, {}], [{ a: [{ b: 1 }] }]),
  matches('elem-8', '$elemMatch null matches an element that is null', ELEM, { a: { $elemMatch: { $eq: null } } }, [{ a: [1, null] }], [{ a: [1] }, { a: [] }, { a: null }]),
  matches('elem-9', '$elemMatch of nested arrays', ELEM, { a: { $elemMatch: { $elemMatch: { $eq: 1 } } } }, [{ a: [[1, 2]] }], [{ a: [1, 2] }]),
  matches('elem-10', '$elemMatch with $in', ELEM, { a: { $elemMatch: { $in: [1, 2] } } }, [{ a: [3, 2] }], [{ a: [3] }, { a: 1 }]),

  matches('regex-1', 'a pattern on a string', REGEX, { sku: regex('789$') }, [{ sku: 'abc789' }], [{ sku: 'abc78' }, { sku: 789 }, {}]),
  matches('regex-2', '$regex with the option i', REGEX, { sku: { $regex: '^ABC', $options: 'i' } }, [{ sku: 'abc123' }], [{ sku: 'xabc' }]),
  matches('regex-3', 'the option m: lines', REGEX, { d: { $regex: '^S', $options: 'm' } }, [{ d: 'First line\nSecond line' }, { d: 'Single' }], [{ d: 'Many' }]),
  matches('regex-4', 'without m, anchors match only the ends of the text', REGEX, { d: { $regex: '^S' } }, [{ d: 'Single' }], [{ d: 'First\nSecond' }]),
  matches('regex-5', 'the option s: the dot matches newlines', REGEX, { d: { $regex: 'm.*line', $options: 'si' } }, [{ d: 'Multiple\nline' }], [{ d: 'x' }]),
  matches('regex-6', 'without s, the dot does not match newlines', REGEX, { d: { $regex: 'm.*line' } }, [{ d: 'many line' }], [{ d: 'm\nline' }]),
  matches('regex-7', 'the option x: white space and comments', REGEX, { sku: { $regex: 'abc #category code\n123 #item number', $options: 'x' } }, [{ sku: 'abc123' }], [{ sku: 'abc 123' }]),
  matches('regex-8', 'a pattern on an array', REGEX, { a: regex('^x') }, [{ a: ['y', 'x1'] }], [{ a: ['y'] }]),
  matches('regex-9', 'a pattern equals a stored pattern', REGEX, { a: regex('^x', 'i') }, [{ a: regex('^x', 'i') }], [{ a: regex('^x') }]),
  matches('regex-10', 'options at the start of the pattern', REGEX, { a: { $regex: '(?i)^ab' } }, [{ a: 'ABC' }], [{ a: 'xab' }]),
  matches('regex-11', '$ also matches before a final newline', REGEX, { a: { $regex: 'x$' } }, [{ a: 'x' }, { a: 'x\n' }], [{ a: 'x\ny' }]),
  matches('regex-12', '\\A and \\z match the ends of the text', REGEX, { a: { $regex: '\\Ax\\z', $options: 'm' } }, [{ a: 'x' }], [{ a: 'y\nx' }, { a: 'x\n' }]),
  matches('regex-13', 'escaped punctuation', REGEX, { a: { $regex: 'a\\-b\\@c\\.d' } }, [{ a: 'a-b@c.d' }], [{ a: 'a-b@cxd' }]),
  matches('regex-14', 'POSIX classes', REGEX, { a: { $regex: '^[[:alpha:]]+$' } }, [{ a: 'abc' }], [{ a: 'ab1' }]),
  matches('regex-15', '$not $regex', 'reference/operator/query/not/', { item: { $not: { $regex: '^p.*' } } }, [{ item: 'x' }, {}], [{ item: 'pen' }]),
  matches('regex-16', '\\Q…\\E is literal', REGEX, { a: { $regex: '^\\Qa.b\\E$' } }, [{ a: 'a.b' }], [{ a: 'axb' }]),

  matches('mod-1', '$mod', MOD, { qty: { $mod: [4, 0] } }, [{ qty: 0 }, { qty: 12 }, { qty: long(8) }], [{ qty: 5 }, { qty: 'x' }, {}]),
  matches('mod-2', '$mod truncates fractions', MOD, { qty: { $mod: [4, 0] } }, [{ qty: double(4.9) }], [{ qty: double(5.1) }]),
  matches('mod-3', 'the remainder has the sign of the value', MOD, { qty: { $mod: [4, -1] } }, [{ qty: -5 }], [{ qty: 5 }]),

  matches('bits-1', '$bitsAllSet by positions', 'reference/operator/query/bitsAllSet/', { a: { $bitsAllSet: [1, 5] } }, [{ a: 54 }], [{ a: 20 }]),
  matches('bits-2', '$bitsAllSet by mask', 'reference/operator/query/bitsAllSet/', { a: { $bitsAllSet: 50 } }, [{ a: 54 }], [{ a: 20 }]),
  matches('bits-3', '$bitsAnySet', 'reference/operator/query/bitsAnySet/', { a: { $bitsAnySet: [1, 5] } }, [{ a: 54 }, { a: 2 }], [{ a: 20 }]),
  matches('bits-4', '$bitsAllClear', 'reference/operator/query/bitsAllClear/', { a: { $bitsAllClear: [1, 5] } }, [{ a: 20 }], [{ a: 54 }, { a: 'x' }]),
  matches('bits-5', '$bitsAnyClear', 'reference/operator/query/bitsAnyClear/', { a: { $bitsAnyClear: [1, 5] } }, [{ a: 20 }, { a: 2 }], [{ a: 54 }]),
  matches('bits-6', 'binary data has bits', 'reference/operator/query/bitsAllSet/', { a: { $bitsAllSet: [0, 2] } }, [{ a: new Binary(Buffer.from([5])) }], [{ a: new Binary(Buffer.from([4])) }]),

  matches('expr-1', '$expr compares two fields', EXPR, { $expr: { $gt: ['$spent', '$budget'] } }, [{ spent: 450, budget: 400 }], [{ spent: 100, budget: 400 }]),
  matches('expr-2', '$expr compares across types', EXPR, { $expr: { $gt: ['$a', 5] } }, [{ a: 'x' }, { a: 6 }], [{ a: 5 }, {}]),
  matches('expr-3', '$expr does not look into arrays', EXPR, { $expr: { $eq: ['$a', 1] } }, [{ a: 1 }], [{ a: [1] }]),
  matches('expr-4', 'null is not missing in $expr', EXPR, { $expr: { $eq: ['$a', null] } }, [{ a: null }], [{}]),
  matches('expr-5', '$expr with $cond', EXPR, { $expr: { $lt: [{ $cond: { if: { $gte: ['$qty', 100] }, then: { $multiply: ['$price', 0.5] }, else: '$price' } }, 5] } }, [{ qty: 150, price: 8 }], [{ qty: 50, price: 8 }]),

  fails('error-1', 'an unknown operator', ERRORS, { a: { $foo: 1 } }, 2),
  fails('error-2', 'an unknown operator at the top level', ERRORS, { $foo: 1 }, 2),
  fails('error-3', '$in needs an array', 'reference/operator/query/in/', { a: { $in: 1 } }, 2),
  fails('error-4', '$or needs an array', 'reference/operator/query/or/', { $or: { a: 1 } }, 2),
  fails('error-5', '$and must not be empty', 'reference/operator/query/and/', { $and: [] }, 2),
  fails('error-6', '$not needs a pattern or a document', 'reference/operator/query/not/', { a: { $not: 5 } }, 2),
  fails('error-7', '$ne accepts no pattern', 'reference/operator/query/ne/', { a: { $ne: regex('x') } }, 2),
  fails('error-8', '$size must not be negative', 'reference/operator/query/size/', { a: { $size: -1 } }, 2),
  fails('error-9', '$size must be an integer', 'reference/operator/query/size/', { a: { $size: double(1.5) } }, 2),
  fails('error-10', '$mod by zero', MOD, { a: { $mod: [0, 1] } }, 2),
  fails('error-11', '$mod needs two elements', MOD, { a: { $mod: [4] } }, 2),
  fails('error-12', '$mod accepts at most two elements', MOD, { a: { $mod: [1, 2, 3] } }, 2),
  fails('error-13', '$type with an unknown alias', TYPE, { a: { $type: 'text' } }, 2),
  fails('error-14', '$type with an unknown number', TYPE, { a: { $type: 99 } }, 2),
  fails('error-15', '$all needs an array', ALL, { a: { $all: 1 } }, 2),
  fails('error-16', '$elemMatch needs a document', ELEM, { a: { $elemMatch: 1 } }, 2),
  fails('error-33', 'a part of a DBRef alone is no operator', 'reference/database-references/', { a: { $id: 1 } }, 2),
  fails('error-34', 'a part of a DBRef alone in a list', 'reference/database-references/', { a: { $in: [{ $ref: 'c' }] } }, 2),
  fails('error-35', '$elemMatch on a part of a DBRef and an operator', 'reference/database-references/', { a: { $elemMatch: { $gt: 1, $id: 1 } } }, 2),
  fails('error-17', '$options without $regex', REGEX, { a: { $options: 'i' } }, 2),
  fails('error-18', '$gt accepts no pattern', 'reference/operator/query/gt/', { a: { $gt: regex('x') } }, 2),
  fails('error-19', 'an operator among fields', ERRORS, { a: { $gt: 1, b: 2 } }, 2),
  fails('error-20', 'a pattern that cannot be parsed', REGEX, { a: { $regex: '(' } }, 51091),
  fails('error-21', 'an unknown option of a pattern', REGEX, { a: { $regex: 'x', $options: 'q' } }, 51108),
  fails('error-22', '$where is refused', 'reference/operator/query/where/', { $where: 'true' }, 115),
  fails('error-23', '$text is refused', 'reference/operator/query/text/', { $text: { $search: 'x' } }, 115),
  fails('error-24', '$near is refused', 'reference/operator/query/near/', { a: { $near: [1, 1] } }, 115),
  fails('error-25', '$jsonSchema is refused', 'reference/operator/query/jsonSchema/', { $jsonSchema: {} }, 115),
  fails('error-26', '$geoWithin is refused', 'reference/operator/query/geoWithin/', { a: { $geoWithin: {} } }, 115),
  fails('error-27', 'an unknown expression', EXPR, { $expr: { $foo: 1 } }, 168),
  fails('error-28', '$function is refused', 'reference/operator/aggregation/function/', { $expr: { $function: {} } }, 115),
  fails('error-30', '$lt with an empty array is refused', 'reference/operator/query/lt/', { a: { $lt: [] } }, 115),
  fails('error-29', 'an atomic group is refused', REGEX, { a: { $regex: '(?>a+)b' } }, 115),
];
