// biome-ignore-all format: a table, one case a row
import type { Document } from '../../bson/document.ts';
import type { ProjectionCase } from './case-types.ts';
import { double, int } from './values.ts';

const projects = (
  name: string,
  title: string,
  page: string,
  doc: Document,
  projection: Document,
  result: Document,
  filter?: Document,
): ProjectionCase => ({ id: name, title, page, doc, projection, result, ...(filter ? { filter } : {}) });

const fails = (
  name: string,
  title: string,
  page: string,
  projection: Document,
  error: number,
  doc: Document = { _id: 1 },
  filter?: Document,
): ProjectionCase => ({ id: name, title, page, doc, projection, error, ...(filter ? { filter } : {}) });

const FIELDS = 'tutorial/project-fields-from-query-results/';
const FIND = 'reference/method/db.collection.find/';
const SLICE = 'reference/operator/projection/slice/';
const ELEM = 'reference/operator/projection/elemMatch/';
const POSITION = 'reference/operator/projection/positional/';

/** Projections of find. */
export const projectionCases: readonly ProjectionCase[] = [
  projects('projection-1', 'an inclusion includes _id', FIELDS, { _id: 1, a: 1, b: 2, c: 3 }, { a: 1, b: 1 }, { _id: 1, a: 1, b: 2 }),
  projects('projection-2', '_id can be excluded', FIELDS, { _id: 1, a: 1, b: 2 }, { a: 1, _id: 0 }, { a: 1 }),
  projects('projection-3', 'exclusion', FIELDS, { _id: 1, a: 1, b: 2 }, { a: 0 }, { _id: 1, b: 2 }),
  projects('projection-4', 'only _id', FIELDS, { _id: 1, a: 1 }, { _id: 1 }, { _id: 1 }),
  projects('projection-5', 'all but _id', FIELDS, { _id: 1, a: 1 }, { _id: 0 }, { a: 1 }),
  projects('projection-6', 'a field of an embedded document', FIELDS, { _id: 1, size: { h: 1, uom: 'cm' } }, { 'size.uom': 1 }, { _id: 1, size: { uom: 'cm' } }),
  projects('projection-7', 'the same in nested form', FIELDS, { _id: 1, size: { h: 1, uom: 'cm' } }, { size: { uom: 1 } }, { _id: 1, size: { uom: 'cm' } }),
  projects('projection-8', 'excluding a field of an embedded document', FIELDS, { _id: 1, size: { h: 1, uom: 'cm' } }, { 'size.uom': 0 }, { _id: 1, size: { h: 1 } }),
  projects('projection-9', 'fields of the documents of an array', FIELDS, { _id: 1, i: [{ q: 5, w: 'A' }, { q: 15 }] }, { 'i.q': 1 }, { _id: 1, i: [{ q: 5 }, { q: 15 }] }),
  projects('projection-10', 'scalars in an array have no fields', FIELDS, { _id: 1, i: [{ q: 5 }, 7, [{ q: 6, r: 1 }]] }, { 'i.q': 1 }, { _id: 1, i: [{ q: 5 }, [{ q: 6 }]] }),
  projects('projection-11', 'a path through a scalar is dropped', FIELDS, { _id: 1, a: 5 }, { 'a.b': 1 }, { _id: 1 }),
  projects('projection-12', 'an embedded document without the field stays, empty', FIELDS, { _id: 1, a: { c: 1 } }, { 'a.b': 1 }, { _id: 1, a: {} }),
  projects('projection-13', 'fields keep the order of the document', FIND, { _id: 1, b: 2, a: 1 }, { a: 1, b: 1 }, { _id: 1, b: 2, a: 1 }),
  projects('projection-14', 'true and numbers other than 0 include', FIND, { _id: 1, a: 1, b: 2, c: 3 }, { a: true, b: double(0.5) }, { _id: 1, a: 1, b: 2 }),
  projects('projection-15', 'an expression computes a field', FIND, { _id: 1, a: 2 }, { a: 1, twice: { $multiply: ['$a', 2] } }, { _id: 1, a: 2, twice: int(4) }),
  projects('projection-16', 'a string with a dollar is another field', FIND, { _id: 1, a: { b: 2 } }, { c: '$a.b' }, { _id: 1, c: 2 }),
  projects('projection-17', 'a plain string is a literal', FIND, { _id: 1, a: 2 }, { a: 1, status: 'new' }, { _id: 1, a: 2, status: 'new' }),
  projects('projection-18', 'an exclusion may name _id as included', FIND, { _id: 1, a: 1, b: 2 }, { _id: 1, a: 0 }, { _id: 1, b: 2 }),
  projects('projection-19', 'an empty projection is everything', FIND, { _id: 1, a: 1 }, {}, { _id: 1, a: 1 }),
  projects('projection-20', 'exclusion in the documents of an array', FIELDS, { _id: 1, i: [{ q: 5, w: 'A' }, 3] }, { 'i.q': 0 }, { _id: 1, i: [{ w: 'A' }, 3] }),
  projects('projection-21', 'scalars are dropped, empty documents stay', FIELDS, { _id: 1, a: ['x', {}, 'y', { c: 1 }] }, { 'a.b': 1 }, { _id: 1, a: [{}, {}] }),
  projects('projection-22', 'arrays in arrays keep their shape', FIELDS, { _id: 1, a: [[1, { b: 1 }, { b: 2, c: 2 }, 'x'], [[]]] }, { 'a.b': 1 }, { _id: 1, a: [[{ b: 1 }, { b: 2 }], [[]]] }),
  projects('projection-23', 'a number in a path is a field name, not an array position', FIELDS, { _id: 1, a: [0, { obj: 1 }, { '2': 5 }] }, { 'a.2': 1 }, { _id: 1, a: [{}, { '2': 5 }] }),
  projects('projection-24', 'a computed field replaces scalars in arrays', FIELDS, { _id: 1, a: ['x', { b: 1, c: 1 }, []] }, { 'a.b': 'new' }, { _id: 1, a: [{ b: 'new' }, { b: 'new' }, []] }),
  projects('projection-25', 'exclusion in arrays of arrays', FIELDS, { _id: 1, a: [[], [{ b: [[1], { c: 1, d: 1 }] }]] }, { 'a.b.c': 0 }, { _id: 1, a: [[], [{ b: [[1], { d: 1 }] }]] }),
  projects('projection-26', 'the parts of a DBRef', 'reference/database-references/', { _id: 1, m: [{ $ref: 'c', $id: 1 }, { $ref: 'c', $id: 2 }] }, { 'm.$id': 1 }, { _id: 1, m: [{ $id: 1 }, { $id: 2 }] }),
  projects('projection-27', 'an excluded part of a DBRef', 'reference/database-references/', { _id: 1, m: { $ref: 'c', $id: 1, $db: 'd' } }, { 'm.$db': 0 }, { _id: 1, m: { $ref: 'c', $id: 1 } }),
  fails('projection-e10', 'another dollar name', FIND, { 'm.$x': 1 }, 16410),
  fails('projection-e1', 'exclusion in an inclusion', FIND, { a: 1, b: 0 }, 31254),
  fails('projection-e2', 'inclusion in an exclusion', FIND, { a: 0, b: 1 }, 31253),
  fails('projection-e3', 'a field and one below it', FIND, { a: 1, 'a.b': 1 }, 31249),
  fails('projection-e4', 'a field below, then the field itself', FIND, { 'a.b': 1, a: 1 }, 31250),
  fails('projection-e5', 'an empty nested projection', FIND, { a: {} }, 51270),
  fails('projection-e6', 'an expression in an exclusion', FIND, { a: 0, b: { $add: [1, 2] } }, 31252),
  fails('projection-e8', 'a literal in an exclusion', FIND, { a: 0, b: 'x' }, 31310),
  fails('projection-e9', 'an unknown expression', FIND, { b: { $foo: 1 } }, 31325),
  fails('projection-e7', '$meta is refused', 'reference/operator/projection/meta/', { a: { $meta: 'textScore' } }, 115),

  projects('slice-1', '$slice: the first', SLICE, { _id: 1, t: 'x', c: [1, 2, 3] }, { c: { $slice: 2 } }, { _id: 1, t: 'x', c: [1, 2] }),
  projects('slice-2', '$slice: the last', SLICE, { _id: 1, c: [1, 2, 3] }, { c: { $slice: -1 } }, { _id: 1, c: [3] }),
  projects('slice-3', '$slice: skip and limit', SLICE, { _id: 1, c: [1, 2, 3, 4] }, { c: { $slice: [1, 2] } }, { _id: 1, c: [2, 3] }),
  projects('slice-4', '$slice: skip from the end', SLICE, { _id: 1, c: [1, 2, 3, 4] }, { c: { $slice: [-3, 2] } }, { _id: 1, c: [2, 3] }),
  projects('slice-5', '$slice in an inclusion', SLICE, { _id: 1, a: 1, b: 2, c: [1, 2] }, { a: 1, c: { $slice: 1 } }, { _id: 1, a: 1, c: [1] }),
  projects('slice-6', '$slice in an exclusion', SLICE, { _id: 1, a: 1, b: 2, c: [1, 2] }, { a: 0, c: { $slice: 1 } }, { _id: 1, b: 2, c: [1] }),
  projects('slice-7', '$slice before the inclusion that decides', SLICE, { _id: 1, a: 1, b: 2, c: [1, 2] }, { c: { $slice: 1 }, a: 1 }, { _id: 1, a: 1, c: [1] }),
  projects('slice-8', '$slice of a scalar does nothing', SLICE, { _id: 1, c: 5 }, { c: { $slice: 1 } }, { _id: 1, c: 5 }),
  projects('slice-9', '$slice on a path', SLICE, { _id: 1, d: { c: [1, 2], e: 1 } }, { 'd.c': { $slice: 1 } }, { _id: 1, d: { c: [1], e: 1 } }),
  projects('slice-10', '$slice with only _id excluded', SLICE, { _id: 1, a: 1, c: [1, 2] }, { _id: 0, c: { $slice: 1 } }, { a: 1, c: [1] }),

  projects('slice-11', '$slice with _id included is an inclusion', SLICE, { _id: 1, a: 1, c: [1, 2] }, { _id: 1, c: { $slice: 1 } }, { _id: 1, c: [1] }),
  projects('slice-12', '$slice and $elemMatch keep the other fields', SLICE, { _id: 1, a: 1, c: [1, 2], d: [1, 9] }, { c: { $slice: 1 }, d: { $elemMatch: { $gt: 5 } } }, { _id: 1, a: 1, c: [1], d: [9] }),

  projects('slice-13', '$slice does not enter arrays in arrays', SLICE, { _id: 4, a: [[{ b: [1, 2, 3] }], { b: [1, 2, 3] }, 1, null, {}] }, { a: { b: { $slice: [1, 1] } } }, { _id: 4, a: [[{ b: [1, 2, 3] }], { b: [2] }, 1, null, {}] }),
  projects('elem-1', '$elemMatch: the first element that matches', ELEM, { _id: 1, z: 1, s: [{ n: 'a', q: 102 }, { n: 'b', q: 102 }] }, { s: { $elemMatch: { q: 102 } } }, { _id: 1, s: [{ n: 'a', q: 102 }] }),
  projects('elem-2', '$elemMatch without a match drops the field', ELEM, { _id: 1, s: [{ q: 1 }] }, { s: { $elemMatch: { q: 102 } } }, { _id: 1 }),
  projects('elem-3', '$elemMatch comes after the included fields', ELEM, { _id: 1, s: [1, 7], z: 1 }, { z: 1, s: { $elemMatch: { $gt: 5 } } }, { _id: 1, z: 1, s: [7] }),
  projects('elem-4', '$elemMatch with two conditions', ELEM, { _id: 1, s: [{ q: 102, a: 10 }, { q: 102, a: 15 }] }, { s: { $elemMatch: { q: 102, a: { $gt: 10 } } } }, { _id: 1, s: [{ q: 102, a: 15 }] }),
  fails('elem-e1', '$elemMatch on a path', ELEM, { 'a.b': { $elemMatch: { c: 1 } } }, 31275),

  projects('position-1', 'the positional $ returns the matched element', POSITION, { _id: 1, g: [70, 87, 90] }, { 'g.$': 1 }, { _id: 1, g: [87] }, { g: { $gte: 85 } }),
  projects('position-2', 'the positional $ with documents', POSITION, { _id: 7, g: [{ g: 80, m: 75 }, { g: 85, m: 90 }] }, { 'g.$': 1 }, { _id: 7, g: [{ g: 85, m: 90 }] }, { 'g.m': { $gt: 80 } }),
  projects('position-3', 'the positional $ after $elemMatch', POSITION, { _id: 7, x: 1, g: [{ g: 80, m: 75 }, { g: 85, m: 90 }] }, { x: 1, 'g.$': 1 }, { _id: 7, x: 1, g: [{ g: 85, m: 90 }] }, { g: { $elemMatch: { m: { $gt: 80 } } } }),
  fails('position-e1', 'two positional $', POSITION, { 'a.$': 1, 'b.$': 1 }, 31276, { _id: 1 }, { a: 1, b: 1 }),
  fails('position-e2', 'the positional $ without an array in the filter', POSITION, { 'a.$': 1 }, 51246, { _id: 1, a: [1] }, { _id: 1 }),
  fails('position-e6', 'an $or of different fields has no position', POSITION, { 'a.$': 1 }, 51246, { _id: 1, a: [1], b: [5] }, { $or: [{ a: 1 }, { b: 6 }] }),
  fails('position-e7', 'the positional $ with $slice', POSITION, { 'a.$': { $slice: 1 } }, 31271),
  projects('position-4', 'an $or of one field is an $in', POSITION, { _id: 1, a: [1, 2, 3], b: [4, 5, 6] }, { 'b.$': 1 }, { _id: 1, b: [5] }, { $or: [{ a: 3 }, { a: 2 }] }),
  projects('position-5', 'the last of several conditions decides', POSITION, { _id: 1, a: [1, 2, 3], b: [4, 5, 6] }, { 'b.$': 1 }, { _id: 1, b: [6] }, { $and: [{ a: 1 }, { a: 2 }, { a: 3 }] }),
  projects('position-6', 'without an array on its path it changes nothing', POSITION, { _id: 1, x: 1, a: { b: 5 } }, { 'a.b.$': 1 }, { _id: 1, a: { b: 5 } }, { x: 1 }),
  projects('position-7', 'the first array on the path is reduced to the element', POSITION, { _id: 1, x: [0, 1], a: [{ b: [1, 2] }, { b: [3, 4] }] }, { 'a.b.$': 1 }, { _id: 1, a: [{ b: [3, 4] }] }, { x: 1 }),
  fails('position-e4', 'the positional $ where no element matched', POSITION, { 'a.$': 1 }, 51246, { _id: 1, a: [1] }, { a: { $ne: 2 } }),
  fails('position-e5', 'the positional $ together with $elemMatch', POSITION, { 'a.$': 1, b: { $elemMatch: { c: 1 } } }, 31255, { _id: 1 }, { a: 1 }),
  fails('position-e3', 'the positional $ in an exclusion', POSITION, { 'a.$': 0 }, 31395),
];
