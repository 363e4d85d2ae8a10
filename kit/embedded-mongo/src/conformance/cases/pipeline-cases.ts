// biome-ignore-all format: a table, one case a row
// biome-ignore-all lint/suspicious/noThenProperty: $cond and $switch have a field of that name
import type { Document } from '../../bson/document.ts';
import type { PipelineCase } from './case-types.ts';
import { date, decimal, double, id, int, long } from './values.ts';

type Others = NonNullable<PipelineCase['others']>;

const returns = (
  name: string,
  title: string,
  page: string,
  docs: readonly Document[],
  pipeline: readonly Document[],
  result: readonly Document[],
  others?: Others,
): PipelineCase => ({ id: name, title, page: `reference/operator/aggregation/${page}/`, docs, pipeline, result, ...(others ? { others } : {}) });

const fails = (
  name: string,
  title: string,
  page: string,
  docs: readonly Document[],
  pipeline: readonly Document[],
  error: number,
): PipelineCase => ({ id: name, title, page: `reference/operator/aggregation/${page}/`, docs, pipeline, error });

const SALES: readonly Document[] = [
  { _id: 1, item: 'abc', price: 10, qty: 2 },
  { _id: 2, item: 'jkl', price: 20, qty: 1 },
  { _id: 3, item: 'xyz', price: 5, qty: 10 },
  { _id: 4, item: 'abc', price: 10, qty: 10 },
];

const ORDERS: readonly Document[] = [
  { _id: 1, item: 'almonds', qty: 2 },
  { _id: 2, item: 'pecans', qty: 1 },
  { _id: 3 },
];
const INVENTORY: readonly Document[] = [
  { _id: 1, sku: 'almonds', stock: 120 },
  { _id: 3, sku: 'cashews', stock: 60 },
  { _id: 4, sku: 'pecans', stock: 0 },
  { _id: 5, sku: null },
  { _id: 6 },
];

const CAKES: readonly Document[] = [
  { _id: 0, state: 'CA', at: date('2020-05-18'), price: 13, n: 120 },
  { _id: 1, state: 'WA', at: date('2019-01-08'), price: 14, n: 140 },
  { _id: 2, state: 'CA', at: date('2019-05-18'), price: 12, n: 162 },
  { _id: 3, state: 'WA', at: date('2020-01-08'), price: 13, n: 134 },
];

/** Pipelines stage by stage. */
export const pipelineCases: readonly PipelineCase[] = [
  returns('count-1', 'the pipeline that countDocuments sends', 'count', SALES, [{ $match: { item: 'abc' } }, { $group: { _id: 1, n: { $sum: 1 } } }], [{ _id: 1, n: int(2) }]),
  returns('count-2', '$count', 'count', SALES, [{ $match: { qty: { $gt: 1 } } }, { $count: 'total' }], [{ total: 3 }]),
  returns('count-3', '$count of an empty input returns no document', 'count', [], [{ $count: 'total' }], []),
  fails('count-e1', '$count needs a name', 'count', [], [{ $count: '' }], 40157),
  fails('count-e3', '$count accepts only a string', 'count', [], [{ $count: 1 }], 40156),
  fails('count-e2', '$count accepts no dollar', 'count', [], [{ $count: '$a' }], 40158),

  returns('group-1', '$sum of an expression', 'group', SALES, [{ $group: { _id: '$item', total: { $sum: { $multiply: ['$price', '$qty'] } } } }, { $sort: { _id: 1 } }], [{ _id: 'abc', total: int(120) }, { _id: 'jkl', total: int(20) }, { _id: 'xyz', total: int(50) }]),
  returns('group-2', 'one group of all documents', 'group', SALES, [{ $group: { _id: null, n: { $count: {} }, avg: { $avg: '$qty' }, lo: { $min: '$price' }, hi: { $max: '$price' } } }], [{ _id: null, n: int(4), avg: double(5.75), lo: 5, hi: 20 }]),
  returns('group-3', '$push and $addToSet', 'group', [{ a: 1, b: 'x' }, { a: 1, b: 'y' }, { a: 1, b: 'x' }, { a: 1 }], [{ $group: { _id: '$a', all: { $push: '$b' }, set: { $addToSet: '$b' } } }], [{ _id: 1, all: ['x', 'y', 'x'], set: ['x', 'y'] }]),
  returns('group-4', '$first and $last', 'group', [{ a: 1, b: 5 }, { a: 1, b: 6 }, { a: 1 }], [{ $group: { _id: '$a', f: { $first: '$b' }, l: { $last: '$b' } } }], [{ _id: 1, f: 5, l: null }]),
  returns('group-5', 'missing and null are one group', 'group', [{ a: null }, {}, { a: 1 }], [{ $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { _id: 1 } }], [{ _id: null, n: int(2) }, { _id: 1, n: int(1) }]),
  returns('group-6', 'numbers are one group across types', 'group', [{ a: int(1) }, { a: double(1) }, { a: decimal('1.0') }], [{ $group: { _id: '$a', n: { $sum: 1 } } }], [{ _id: int(1), n: int(3) }]),
  returns('group-7', 'a compound key', 'group', SALES, [{ $group: { _id: { i: '$item', p: '$price' }, n: { $sum: 1 } } }, { $match: { n: 2 } }], [{ _id: { i: 'abc', p: 10 }, n: int(2) }]),
  returns('group-8', '$sum ignores values that are not numbers', 'sum', [{ a: 1 }, { a: 'x' }, {}, { a: long(2) }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: long(3) }]),
  returns('group-9', '$sum of decimals', 'sum', [{ a: decimal('0.10') }, { a: decimal('0.2') }], [{ $group: { _id: null, s: { $sum: '$a' }, v: { $avg: '$a' } } }], [{ _id: null, s: decimal('0.30'), v: decimal('0.15') }]),
  returns('group-16', '$sum of a double and a decimal has 34 digits', 'sum', [{ a: double(0.1) }, { a: decimal('0') }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: decimal('0.1000000000000000055511151231257827') }]),
  returns('group-10', '$sum of an array is 0 in $group', 'sum', [{ a: [1, 2] }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: int(0) }]),
  returns('group-11', '$mergeObjects', 'mergeObjects', [{ k: 1, q: { a: 1 } }, { k: 1, q: { b: 2 } }, { k: 1 }], [{ $group: { _id: '$k', m: { $mergeObjects: '$q' } } }], [{ _id: 1, m: { a: 1, b: 2 } }]),
  returns('group-12', '$top and $bottomN', 'top', SALES, [{ $group: { _id: null, best: { $top: { output: '$item', sortBy: { price: -1 } } }, low: { $bottomN: { n: 2, output: '$price', sortBy: { price: -1 } } } } }], [{ _id: null, best: 'jkl', low: [10, 5] }]),
  returns('group-13', '$firstN and $maxN', 'firstN', SALES, [{ $group: { _id: null, f: { $firstN: { n: 2, input: '$qty' } }, m: { $maxN: { n: 2, input: '$qty' } } } }], [{ _id: null, f: [2, 1], m: [10, 10] }]),
  returns('group-14', '$group of an empty input returns no group', 'group', [], [{ $group: { _id: null, n: { $sum: 1 } } }], []),
  returns('group-15', 'a sum of ints grows into a long', 'sum', [{ a: int(2147483647) }, { a: int(1) }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: long('2147483648') }]),
  fails('group-e1', '$group without _id', 'group', [], [{ $group: { n: { $sum: 1 } } }], 15955),
  fails('group-e2', 'an unknown accumulator', 'group', [], [{ $group: { _id: 1, n: { $foo: 1 } } }], 15952),
  fails('group-e3', 'a field that is no accumulator', 'group', [], [{ $group: { _id: 1, n: 5 } }], 40234),
  fails('group-e4', 'a name with a dot', 'group', [], [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235),
  fails('group-e5', '$accumulator is refused', 'accumulator', [], [{ $group: { _id: 1, n: { $accumulator: {} } } }], 115),

  returns('project-1', 'included and excluded fields', 'project', SALES.slice(0, 1), [{ $project: { item: 1, _id: 0 } }], [{ item: 'abc' }]),
  returns('project-2', 'a computed field', 'project', SALES.slice(0, 1), [{ $project: { total: { $multiply: ['$price', '$qty'] } } }], [{ _id: 1, total: int(20) }]),
  returns('project-3', '$$REMOVE', 'project', [{ _id: 1, m: '' }, { _id: 2, m: 'x' }], [{ $project: { m: { $cond: [{ $eq: ['', '$m'] }, '$$REMOVE', '$m'] } } }], [{ _id: 1 }, { _id: 2, m: 'x' }]),
  returns('project-4', 'an array of fields', 'project', [{ _id: 1, x: 1 }], [{ $project: { a: ['$x', '$y'] } }], [{ _id: 1, a: [1, null] }]),
  returns('project-5', 'a computed field in a document', 'project', [{ _id: 1, a: { b: 1, c: 2 }, d: 5 }], [{ $project: { a: { b: 1, e: '$d' } } }], [{ _id: 1, a: { b: 1, e: 5 } }]),
  returns('project-6', '$slice is an expression here', 'project', [{ _id: 1, a: [1, 2, 3] }], [{ $project: { a: { $slice: ['$a', 2] } } }], [{ _id: 1, a: [1, 2] }]),
  fails('project-e1', 'an empty $project', 'project', [], [{ $project: {} }], 51272),
  fails('project-e2', 'inclusion in an exclusion', 'project', [], [{ $project: { a: 0, b: 1 } }], 31253),

  returns('add-1', '$addFields', 'addFields', [{ _id: 1, h: [10, 5] }], [{ $addFields: { total: { $sum: '$h' } } }, { $addFields: { twice: { $multiply: ['$total', 2] } } }], [{ _id: 1, h: [10, 5], total: int(15), twice: int(30) }]),
  returns('add-2', 'a field of a document', 'addFields', [{ _id: 1, s: { d: 2 } }], [{ $addFields: { 's.f': 'x' } }], [{ _id: 1, s: { d: 2, f: 'x' } }]),
  returns('add-3', 'an existing field is replaced in place', 'set', [{ _id: 1, a: 1, b: 2 }], [{ $set: { a: 'new' } }], [{ _id: 1, a: 'new', b: 2 }]),
  returns('add-4', 'in every document of an array', 'addFields', [{ _id: 1, a: [{ x: 1 }, { x: 2 }] }], [{ $set: { 'a.y': 9 } }], [{ _id: 1, a: [{ x: 1, y: 9 }, { x: 2, y: 9 }] }]),
  returns('unset-1', '$unset', 'unset', [{ _id: 1, a: 1, b: { c: 1, d: 2 } }], [{ $unset: ['a', 'b.c'] }], [{ _id: 1, b: { d: 2 } }]),
  returns('root-1', '$replaceRoot', 'replaceRoot', [{ _id: 1, p: { dogs: 1 } }], [{ $replaceRoot: { newRoot: { $mergeObjects: [{ cats: 0 }, '$p'] } } }], [{ cats: 0, dogs: 1 }]),
  returns('root-2', '$replaceWith', 'replaceWith', [{ _id: 1, p: { dogs: 1 } }], [{ $replaceWith: '$p' }], [{ dogs: 1 }]),
  fails('root-e1', '$replaceRoot by a missing field', 'replaceRoot', [{ _id: 1 }], [{ $replaceRoot: { newRoot: '$p' } }], 40228),

  returns('sort-1', '$sort, $skip, $limit', 'sort', SALES, [{ $sort: { price: -1, _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }], [{ _id: 4 }, { _id: 1 }]),
  returns('sort-2', '$sortByCount', 'sortByCount', SALES.slice(0, 4), [{ $sortByCount: '$item' }, { $limit: 1 }], [{ _id: 'abc', count: int(2) }]),
  fails('sort-e1', '$limit 0', 'limit', [], [{ $limit: 0 }], 15958),
  fails('sort-e2', '$sort without a key', 'sort', [], [{ $sort: {} }], 15976),

  returns('unwind-1', '$unwind', 'unwind', [{ _id: 1, s: ['S', 'M'] }], [{ $unwind: '$s' }], [{ _id: 1, s: 'S' }, { _id: 1, s: 'M' }]),
  returns('unwind-2', 'a scalar counts as one element; an empty array, a missing field and null drop the document', 'unwind', [{ _id: 1, s: 'M' }, { _id: 2, s: [] }, { _id: 3 }, { _id: 4, s: null }], [{ $unwind: '$s' }], [{ _id: 1, s: 'M' }]),
  returns('unwind-3', 'preserveNullAndEmptyArrays', 'unwind', [{ _id: 2, s: [] }, { _id: 3 }, { _id: 4, s: null }], [{ $unwind: { path: '$s', preserveNullAndEmptyArrays: true } }], [{ _id: 2 }, { _id: 3 }, { _id: 4, s: null }]),
  returns('unwind-4', 'includeArrayIndex', 'unwind', [{ _id: 1, s: ['S', 'M'] }, { _id: 2, s: 'L' }], [{ $unwind: { path: '$s', includeArrayIndex: 'i' } }], [{ _id: 1, s: 'S', i: long(0) }, { _id: 1, s: 'M', i: long(1) }, { _id: 2, s: 'L', i: null }]),
  returns('unwind-5', 'on a path', 'unwind', [{ _id: 1, a: { b: [1, 2], c: 3 } }], [{ $unwind: '$a.b' }], [{ _id: 1, a: { b: 1, c: 3 } }, { _id: 1, a: { b: 2, c: 3 } }]),
  fails('unwind-e1', 'a path without a dollar', 'unwind', [], [{ $unwind: 's' }], 28818),

  returns('lookup-1', 'equality; null and missing are equal', 'lookup', ORDERS, [{ $lookup: { from: 'inventory', localField: 'item', foreignField: 'sku', as: 'docs' } }, { $project: { 'docs._id': 1 } }], [{ _id: 1, docs: [{ _id: 1 }] }, { _id: 2, docs: [{ _id: 4 }] }, { _id: 3, docs: [{ _id: 5 }, { _id: 6 }] }], { inventory: INVENTORY }),
  returns('lookup-2', 'an array matches by its elements', 'lookup', [{ _id: 1, names: ['a', 'c'] }], [{ $lookup: { from: 'members', localField: 'names', foreignField: 'name', as: 'm' } }], [{ _id: 1, names: ['a', 'c'], m: [{ _id: 1, name: 'a' }, { _id: 3, name: 'c' }] }], { members: [{ _id: 1, name: 'a' }, { _id: 2, name: 'b' }, { _id: 3, name: 'c' }] }),
  returns('lookup-3', 'with let and a pipeline', 'lookup', [{ _id: 1, item: 'almonds', ordered: 2 }, { _id: 2, item: 'almonds', ordered: 200 }], [{ $lookup: { from: 'inventory', let: { item: '$item', n: '$ordered' }, pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$sku', '$$item'] }, { $gte: ['$stock', '$$n'] }] } } }, { $project: { _id: 0, sku: 1 } }], as: 's' } }], [{ _id: 1, item: 'almonds', ordered: 2, s: [{ sku: 'almonds' }] }, { _id: 2, item: 'almonds', ordered: 200, s: [] }], { inventory: INVENTORY }),
  returns('lookup-4', 'a pipeline without let', 'lookup', [{ _id: 1 }], [{ $lookup: { from: 'inventory', pipeline: [{ $match: { stock: { $gt: 50 } } }, { $count: 'n' }], as: 's' } }], [{ _id: 1, s: [{ n: 2 }] }], { inventory: INVENTORY }),
  returns('lookup-5', 'fields and a pipeline together', 'lookup', [{ _id: 1, item: 'almonds' }], [{ $lookup: { from: 'inventory', localField: 'item', foreignField: 'sku', pipeline: [{ $project: { stock: 1 } }], as: 's' } }], [{ _id: 1, item: 'almonds', s: [{ _id: 1, stock: 120 }] }], { inventory: INVENTORY }),
  returns('lookup-6', 'a missing collection is empty', 'lookup', [{ _id: 1 }], [{ $lookup: { from: 'none', localField: 'a', foreignField: 'b', as: 's' } }], [{ _id: 1, s: [] }]),
  returns('lookup-7', 'variables are visible in nested pipelines', 'lookup', [{ _id: 1, k: 7 }], [{ $lookup: { from: 'a', let: { k: '$k' }, pipeline: [{ $lookup: { from: 'b', pipeline: [{ $match: { $expr: { $eq: ['$x', '$$k'] } } }], as: 'bs' } }], as: 'as' } }], [{ _id: 1, k: 7, as: [{ _id: 5, bs: [{ _id: 9, x: 7 }] }] }], { a: [{ _id: 5 }], b: [{ _id: 8, x: 6 }, { _id: 9, x: 7 }] }),
  returns('lookup-8', 'ObjectIds', 'lookup', [{ _id: 1, ref: id(2) }], [{ $lookup: { from: 'a', localField: 'ref', foreignField: '_id', as: 'x.y' } }, { $unwind: '$x.y' }], [{ _id: 1, ref: id(2), x: { y: { _id: id(2) } } }], { a: [{ _id: id(1) }, { _id: id(2) }] }),
  returns('lookup-9', 'an empty array counts as null', 'lookup', [{ _id: 1, a: [] }, { _id: 2, a: [{ x: [] }] }], [{ $lookup: { from: 'f', localField: 'a', foreignField: 'b', as: 'm' } }, { $project: { m: 1 } }], [{ _id: 1, m: [{ _id: 1, b: null }, { _id: 2 }] }, { _id: 2, m: [] }], { f: [{ _id: 1, b: null }, { _id: 2 }, { _id: 3, b: 1 }] }),
  returns('lookup-10', 'arrays at the end of a local path are expanded', 'lookup', [{ _id: 1, a: [{ x: [1, 2] }, { y: 9 }] }], [{ $lookup: { from: 'f', localField: 'a.x', foreignField: 'b', as: 'm' } }, { $project: { 'm._id': 1 } }], [{ _id: 1, m: [{ _id: 1 }, { _id: 3 }] }], { f: [{ _id: 1, b: 1 }, { _id: 2, b: null }, { _id: 3, b: [7, 2] }, { _id: 4, b: 9 }] }),
  returns('lookup-11', 'an array in an array matches as a whole', 'lookup', [{ _id: 1, a: [[1, 2], 42] }], [{ $lookup: { from: 'f', localField: 'a', foreignField: 'b', as: 'm' } }, { $project: { 'm._id': 1 } }], [{ _id: 1, m: [{ _id: 1 }, { _id: 2 }] }], { f: [{ _id: 1, b: [1, 2] }, { _id: 2, b: [[1, 2], 3] }, { _id: 3, b: 1 }] }),
  returns('lookup-12', 'a number on a local path is an array position', 'lookup', [{ _id: 1, a: [{ x: 1 }, { x: 2 }] }], [{ $lookup: { from: 'f', localField: 'a.0.x', foreignField: 'b', as: 'm' } }, { $project: { 'm._id': 1 } }], [{ _id: 1, m: [{ _id: 1 }] }], { f: [{ _id: 1, b: 1 }, { _id: 2, b: 2 }, { _id: 3 }] }),
  fails('lookup-e1', '$lookup without as', 'lookup', [], [{ $lookup: { from: 'a', localField: 'b', foreignField: 'c' } }], 9),

  returns('facet-1', '$facet', 'facet', SALES, [{ $facet: { n: [{ $count: 'count' }], top: [{ $sort: { price: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } }], [{ n: [{ count: 4 }], top: [{ _id: 2 }] }]),
  returns('facet-2', '$facet of an empty input returns one document', 'facet', [], [{ $facet: { n: [{ $count: 'count' }] } }], [{ n: [] }]),
  fails('facet-e1', '$facet inside $facet', 'facet', [], [{ $facet: { a: [{ $facet: { b: [] } }] } }], 40600),
  returns('union-1', '$unionWith', 'unionWith', [{ _id: 1 }], [{ $unionWith: 'other' }], [{ _id: 1 }, { _id: 2 }], { other: [{ _id: 2 }] }),
  returns('union-2', '$unionWith a pipeline', 'unionWith', [{ _id: 1 }], [{ $unionWith: { coll: 'other', pipeline: [{ $match: { a: 1 } }, { $project: { a: 0 } }] } }], [{ _id: 1 }, { _id: 3 }], { other: [{ _id: 2, a: 0 }, { _id: 3, a: 1 }] }),

  returns('bucket-1', '$bucket', 'bucket', [{ y: 1840 }, { y: 1848 }, { y: 1853 }, { y: 1868 }, { y: 1990 }], [{ $bucket: { groupBy: '$y', boundaries: [1840, 1850, 1860, 1870], default: 'Other', output: { count: { $sum: 1 }, years: { $push: '$y' } } } }], [{ _id: 1840, count: int(2), years: [1840, 1848] }, { _id: 1850, count: int(1), years: [1853] }, { _id: 1860, count: int(1), years: [1868] }, { _id: 'Other', count: int(1), years: [1990] }]),
  returns('bucket-2', 'the upper boundary is exclusive', 'bucket', [{ y: 0 }, { y: 10 }], [{ $bucket: { groupBy: '$y', boundaries: [0, 10, 20] } }], [{ _id: 0, count: int(1) }, { _id: 10, count: int(1) }]),
  fails('bucket-e1', 'a value outside without a default', 'bucket', [{ y: 99 }], [{ $bucket: { groupBy: '$y', boundaries: [0, 10] } }], 40066),
  fails('bucket-e2', 'boundaries out of order', 'bucket', [], [{ $bucket: { groupBy: '$y', boundaries: [10, 0] } }], 40194),
  fails('bucket-e3', 'boundaries of different types', 'bucket', [], [{ $bucket: { groupBy: '$y', boundaries: [0, 'x'] } }], 40193),

  returns('window-1', 'a running total per partition', 'setWindowFields', CAKES, [{ $setWindowFields: { partitionBy: '$state', sortBy: { at: 1 }, output: { total: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } } } }, { $project: { total: 1 } }], [{ _id: 2, total: int(162) }, { _id: 0, total: int(282) }, { _id: 1, total: int(140) }, { _id: 3, total: int(274) }]),
  returns('window-2', 'a moving average', 'setWindowFields', [{ _id: 1, n: 1 }, { _id: 2, n: 2 }, { _id: 3, n: 6 }], [{ $setWindowFields: { sortBy: { _id: 1 }, output: { avg: { $avg: '$n', window: { documents: [-1, 0] } } } } }], [{ _id: 1, n: 1, avg: double(1) }, { _id: 2, n: 2, avg: double(1.5) }, { _id: 3, n: 6, avg: double(4) }]),
  returns('window-3', '$rank, $denseRank, $documentNumber', 'rank', [{ _id: 1, q: 5 }, { _id: 2, q: 7 }, { _id: 3, q: 5 }, { _id: 4, q: 9 }], [{ $setWindowFields: { sortBy: { q: 1 }, output: { r: { $rank: {} }, d: { $denseRank: {} }, n: { $documentNumber: {} } } } }, { $project: { q: 0 } }], [{ _id: 1, r: int(1), d: int(1), n: int(1) }, { _id: 3, r: int(1), d: int(1), n: int(2) }, { _id: 2, r: int(3), d: int(2), n: int(3) }, { _id: 4, r: int(4), d: int(3), n: int(4) }]),
  returns('window-4', '$shift', 'shift', [{ _id: 1, q: 5 }, { _id: 2, q: 7 }], [{ $setWindowFields: { sortBy: { _id: 1 }, output: { next: { $shift: { output: '$q', by: 1, default: 'none' } } } } }], [{ _id: 1, q: 5, next: 7 }, { _id: 2, q: 7, next: 'none' }]),
  returns('window-5', 'a range of values', 'setWindowFields', [{ _id: 1, p: 10 }, { _id: 2, p: 12 }, { _id: 3, p: 20 }], [{ $setWindowFields: { sortBy: { p: 1 }, output: { near: { $push: '$p', window: { range: [-5, 5] } } } } }], [{ _id: 1, p: 10, near: [10, 12] }, { _id: 2, p: 12, near: [10, 12] }, { _id: 3, p: 20, near: [20] }]),
  returns('window-6', 'a range of time', 'setWindowFields', CAKES, [{ $setWindowFields: { partitionBy: '$state', sortBy: { at: 1 }, output: { n: { $push: '$n', window: { range: ['unbounded', -10], unit: 'month' } } } } }, { $match: { state: 'CA' } }, { $project: { n: 1 } }], [{ _id: 2, n: [] }, { _id: 0, n: [162] }]),
  returns('window-7', 'without a window the whole partition', 'setWindowFields', [{ _id: 1, q: 5 }, { _id: 2, q: 7 }], [{ $setWindowFields: { output: { all: { $sum: '$q' } } } }], [{ _id: 1, q: 5, all: int(12) }, { _id: 2, q: 7, all: int(12) }]),
  fails('window-e1', 'an unknown function', 'setWindowFields', [], [{ $setWindowFields: { output: { a: { $foo: 1 } } } }], 15952),
  fails('window-e2', '$derivative is refused', 'derivative', [], [{ $setWindowFields: { sortBy: { a: 1 }, output: { a: { $derivative: { input: '$a' } } } } }], 115),
  fails('window-e3', 'a rank needs exactly one sort field', 'rank', [], [{ $setWindowFields: { sortBy: { a: 1, b: 1 }, output: { r: { $rank: {} } } } }], 5371602),
  fails('window-e4', 'a rank accepts no window', 'rank', [], [{ $setWindowFields: { sortBy: { a: 1 }, output: { r: { $rank: {}, window: { documents: [0, 1] } } } } }], 5371601),
  fails('window-e5', 'a range needs exactly one sort field', 'setWindowFields', [], [{ $setWindowFields: { sortBy: { a: 1, b: 1 }, output: { s: { $sum: '$a', window: { range: [0, 1] } } } } }], 5339902),

  returns('documents-1', '$documents', 'documents', [], [{ $documents: [{ x: 10 }, { x: { $add: [1, 1] } }] }, { $match: { x: { $lt: 5 } } }], [{ x: int(2) }]),
  returns('sample-1', '$sample of more documents than exist', 'sample', [{ _id: 1 }], [{ $sample: { size: 3 } }], [{ _id: 1 }]),

  fails('stage-e1', 'an unknown stage', 'match', [], [{ $foo: {} }], 40324),
  fails('stage-e2', 'two stages in one', 'match', [], [{ $match: {}, $limit: 1 }], 40323),
  fails('stage-e3', '$out is refused', 'out', [], [{ $out: 'x' }], 115),
  fails('stage-e4', '$graphLookup is refused', 'graphLookup', [], [{ $graphLookup: {} }], 115),
  fails('stage-e5', '$search is refused', 'match', [], [{ $search: {} }], 31082),
  fails('stage-e6', '$geoNear is refused', 'geoNear', [], [{ $geoNear: {} }], 115),
  fails('stage-e7', '$merge must be last', 'merge', [], [{ $merge: 'x' }, { $match: {} }], 40601),
];
