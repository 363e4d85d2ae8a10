// biome-ignore-all format: a table, one case a row
import { BSONRegExp, DBRef } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { UpdateCase } from './case-types.ts';
import { date, decimal, double, id, int, long } from './values.ts';

type Extra = Partial<Pick<UpdateCase, 'arrayFilters' | 'filter' | 'isInsert'>>;

const updates = (
  name: string,
  title: string,
  page: string,
  before: Document,
  update: UpdateCase['update'],
  after: Document,
  extra: Extra = {},
): UpdateCase => ({ id: name, title, page, before, update, after, ...extra });

const fails = (
  name: string,
  title: string,
  page: string,
  before: Document,
  update: UpdateCase['update'],
  error: number,
  extra: Extra = {},
): UpdateCase => ({ id: name, title, page, before, update, error, ...extra });

const OPS = 'reference/operator/update/';
const SET = `${OPS}set/`;
const DOLLARS = 'core/dot-dollar-considerations/';
const UNSET = `${OPS}unset/`;
const INC = `${OPS}inc/`;
const MUL = `${OPS}mul/`;
const RENAME = `${OPS}rename/`;
const PUSH = `${OPS}push/`;
const ADD = `${OPS}addToSet/`;
const PULL = `${OPS}pull/`;
const POSITION = `${OPS}positional/`;
const ALL = `${OPS}positional-all/`;
const FILTERED = `${OPS}positional-filtered/`;
const REPLACE = 'reference/method/db.collection.replaceOne/';
const PIPELINE = 'tutorial/update-documents-with-aggregation-pipeline/';

/** Updates: operators, positions, replacements, pipelines, errors. */
export const updateCases: readonly UpdateCase[] = [
  updates('set-1', '$set changes and adds fields', SET, { _id: 1, a: 1 }, { $set: { a: 2, b: 3 } }, { _id: 1, a: 2, b: 3 }),
  updates('set-2', '$set in an embedded document', SET, { _id: 1, d: { m: 'x', n: 1 } }, { $set: { 'd.m': 'zzz' } }, { _id: 1, d: { m: 'zzz', n: 1 } }),
  updates('set-3', '$set creates missing parent documents', SET, { _id: 1 }, { $set: { 'a.b.c': 1 } }, { _id: 1, a: { b: { c: 1 } } }),
  updates('set-4', '$set at an array position', SET, { _id: 1, tags: ['a', 'b'], r: [{ by: 'x', n: 4 }] }, { $set: { 'tags.1': 'z', 'r.0.n': 2 } }, { _id: 1, tags: ['a', 'z'], r: [{ by: 'x', n: 2 }] }),
  updates('set-5', '$set after the end of an array fills with null', SET, { _id: 1, a: [1] }, { $set: { 'a.3': 4 } }, { _id: 1, a: [1, null, null, 4] }),
  updates('set-6', 'a number creates a field, not an array, in a missing parent', SET, { _id: 1 }, { $set: { 'a.0': 1 } }, { _id: 1, a: { '0': 1 } }),
  updates('set-7', 'new fields come in lexicographic order', OPS, { _id: 1 }, { $set: { c: 1, a: 2, b: 3 } }, { _id: 1, a: 2, b: 3, c: 1 }),
  updates('set-8', 'numeric names come in numeric order', OPS, { _id: 1, a: [] }, { $set: { 'a.10': 1, 'a.2': 2 } }, { _id: 1, a: [null, null, 2, null, null, null, null, null, null, null, 1] }),
  updates('set-9', '$set may change a type', SET, { _id: 1, a: int(5) }, { $set: { a: double(5) } }, { _id: 1, a: double(5) }),
  updates('set-10', 'an empty operator has no effect', SET, { _id: 1, a: 1 }, { $set: {} }, { _id: 1, a: 1 }),
  updates('set-11', 'setting the same _id changes nothing', SET, { _id: 1, a: 1 }, { $set: { _id: 1 } }, { _id: 1, a: 1 }),
  updates('set-12', 'existing fields keep their position', SET, { _id: 1, b: 1, a: 1 }, { $set: { a: 2, c: 3, b: 2 } }, { _id: 1, b: 2, a: 2, c: 3 }),
  updates('set-13', 'a value after a null is set in an array element', SET, { _id: 1, a: [{ b: 1 }] }, { $set: { 'a.1.b': 2 } }, { _id: 1, a: [{ b: 1 }, { b: 2 }] }),
  updates('set-14', 'a dollar name below the top level', DOLLARS, { _id: 1, p: { $x: 1 } }, { $set: { 'p.$x': 2, 'p.$y': 3, 'q.$z.a': 4 } }, { _id: 1, p: { $x: 2, $y: 3 }, q: { $z: { a: 4 } } }),
  updates('set-15', 'a dollar name in the documents of an array', DOLLARS, { _id: 1, a: [{ $x: 1 }, { $x: 2 }] }, { $set: { 'a.0.$x': 3, 'a.1.$y': 4 } }, { _id: 1, a: [{ $x: 3 }, { $x: 2, $y: 4 }] }),
  updates('set-16', 'a dollar name after $[] and $[id]', DOLLARS, { _id: 1, a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.$[].$x': 1, 'a.$[e].$y': 2 } }, { _id: 1, a: [{ n: 1, $x: 1 }, { n: 2, $x: 1, $y: 2 }] }, { arrayFilters: [{ 'e.n': 2 }] }),
  updates('set-17', 'the parts of a DBRef', 'reference/database-references/', { _id: 1, m: { $ref: 'c', $id: 1 } }, { $set: { 'm.$id': 2 } }, { _id: 1, m: { $ref: 'c', $id: 2 } }),
  fails('set-e1', '$set through a scalar', SET, { _id: 1, a: 1 }, { $set: { 'a.b': 1 } }, 28),
  fails('set-e2', '$set through null', SET, { _id: 1, a: null }, { $set: { 'a.b': 1 } }, 28),
  fails('set-e3', '$set of a named field of an array', SET, { _id: 1, a: [1] }, { $set: { 'a.b': 1 } }, 28),
  fails('set-e4', 'changing _id', SET, { _id: 1 }, { $set: { _id: 2 } }, 66),
  fails('set-e5', 'the same field twice', OPS, { _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40),
  fails('set-e6', 'a field and one below it', OPS, { _id: 1 }, { $set: { a: {}, 'a.b': 1 } }, 40),
  fails('set-e7', 'an empty part of a path', SET, { _id: 1 }, { $set: { 'a..b': 1 } }, 56),
  fails('set-e8', 'an empty path', SET, { _id: 1 }, { $set: { '': 1 } }, 56),
  fails('set-e9', 'a dollar name at the top level', SET, { _id: 1 }, { $set: { $b: 1 } }, 52),
  fails('set-e13', 'a new document under a dollar name at the top level', SET, { _id: 1 }, { $set: { '$b.c': 1 } }, 52),
  fails('set-e14', 'a part of a DBRef at the top level', SET, { _id: 1 }, { $set: { $id: 1 } }, 65),
  fails('set-e10', 'an unknown operator', OPS, { _id: 1 }, { $foo: { a: 1 } }, 9),
  fails('set-e11', 'an operator whose operand is not a document', OPS, { _id: 1 }, { $set: 5 }, 9),
  fails('set-e12', 'operators mixed with fields', OPS, { _id: 1 }, { $set: { a: 1 }, b: 2 }, 9),

  updates('insert-1', '$setOnInsert on an update does nothing', `${OPS}setOnInsert/`, { _id: 1 }, { $setOnInsert: { a: 1 } }, { _id: 1 }),
  updates('insert-2', '$setOnInsert on an insert sets', `${OPS}setOnInsert/`, { _id: 1 }, { $set: { b: 1 }, $setOnInsert: { a: 1 } }, { _id: 1, a: 1, b: 1 }, { isInsert: true }),
  updates('insert-3', 'an upsert may set _id, which comes first', `${OPS}setOnInsert/`, { a: 1 }, { $setOnInsert: { _id: 7 } }, { _id: 7, a: 1 }, { isInsert: true }),

  updates('unset-1', '$unset removes a field', UNSET, { _id: 1, a: 1, b: 2 }, { $unset: { a: '' } }, { _id: 1, b: 2 }),
  updates('unset-2', '$unset of a missing field does nothing', UNSET, { _id: 1 }, { $unset: { 'a.b': '' } }, { _id: 1 }),
  updates('unset-3', '$unset of an element leaves null', UNSET, { _id: 1, a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { _id: 1, a: [1, null, 3] }),
  updates('unset-4', '$unset through a scalar does nothing', UNSET, { _id: 1, a: 5 }, { $unset: { 'a.b': '' } }, { _id: 1, a: 5 }),
  updates('unset-5', '$unset of a dollar name', DOLLARS, { _id: 1, p: { $x: 1, y: 2 } }, { $unset: { 'p.$x': '' } }, { _id: 1, p: { y: 2 } }),
  updates('unset-6', '$unset of a missing dollar name at the top level', DOLLARS, { _id: 1 }, { $unset: { $x: '' } }, { _id: 1 }),
  fails('unset-e1', '$unset of _id', UNSET, { _id: 1 }, { $unset: { _id: '' } }, 66),

  updates('inc-1', '$inc', INC, { _id: 1, q: 10, m: { o: 2 } }, { $inc: { q: -2, 'm.o': 1 } }, { _id: 1, q: 8, m: { o: 3 } }),
  updates('inc-2', '$inc of a missing field sets it', INC, { _id: 1 }, { $inc: { n: 5 } }, { _id: 1, n: 5 }),
  updates('inc-3', 'an int grows into a long', INC, { _id: 1, n: int(2147483647) }, { $inc: { n: int(1) } }, { _id: 1, n: long('2147483648') }),
  updates('inc-4', 'an int plus a double is a double', INC, { _id: 1, n: int(1) }, { $inc: { n: double(1) } }, { _id: 1, n: double(2) }),
  updates('inc-5', 'an int plus a long is a long', INC, { _id: 1, n: int(1) }, { $inc: { n: long(1) } }, { _id: 1, n: long(2) }),
  updates('inc-6', 'anything plus a decimal is a decimal', INC, { _id: 1, n: double(0.1) }, { $inc: { n: decimal('0.2') } }, { _id: 1, n: decimal('0.300000000000000') }),
  updates('inc-7', 'decimals add exactly', INC, { _id: 1, n: decimal('0.10') }, { $inc: { n: decimal('0.2') } }, { _id: 1, n: decimal('0.30') }),
  updates('inc-8', '$inc of a dollar name', DOLLARS, { _id: 1, p: { $x: 1 } }, { $inc: { 'p.$x': 2, 'p.$y': 1 } }, { _id: 1, p: { $x: 3, $y: 1 } }),
  fails('inc-e1', '$inc of a string', INC, { _id: 1, n: 'x' }, { $inc: { n: 1 } }, 14),
  fails('inc-e2', '$inc of null', INC, { _id: 1, n: null }, { $inc: { n: 1 } }, 14),
  fails('inc-e3', '$inc by a string', INC, { _id: 1, n: 1 }, { $inc: { n: 'x' } }, 14),
  fails('inc-e4', 'a long that overflows', INC, { _id: 1, n: long('9223372036854775807') }, { $inc: { n: 1 } }, 2),

  updates('mul-1', '$mul', MUL, { _id: 1, p: double(10.5), q: 25 }, { $mul: { p: double(2), q: 2 } }, { _id: 1, p: double(21), q: 50 }),
  updates('mul-2', '$mul of a missing field is zero of the operand type', MUL, { _id: 2 }, { $mul: { p: long(100) } }, { _id: 2, p: long(0) }),
  updates('mul-3', 'int times long is long', MUL, { _id: 3, p: int(10) }, { $mul: { p: long(5) } }, { _id: 3, p: long(50) }),
  updates('mul-4', 'decimals multiply exactly', MUL, { _id: 1, p: decimal('10.99') }, { $mul: { p: decimal('1.25') } }, { _id: 1, p: decimal('13.7375') }),
  fails('mul-e1', '$mul of a string', MUL, { _id: 1, p: 'x' }, { $mul: { p: 2 } }, 14),

  updates('min-1', '$min sets a lower value', `${OPS}min/`, { _id: 1, lo: 200 }, { $min: { lo: 150 } }, { _id: 1, lo: 150 }),
  updates('min-2', '$min keeps a lower value', `${OPS}min/`, { _id: 1, lo: 150 }, { $min: { lo: 250 } }, { _id: 1, lo: 150 }),
  updates('min-3', '$min sets a missing field', `${OPS}min/`, { _id: 1 }, { $min: { lo: 5 } }, { _id: 1, lo: 5 }),
  updates('min-4', '$min compares types: null is lower than numbers', `${OPS}min/`, { _id: 1, a: 5 }, { $min: { a: null } }, { _id: 1, a: null }),
  updates('max-1', '$max sets a higher value', `${OPS}max/`, { _id: 1, hi: 800 }, { $max: { hi: 950 } }, { _id: 1, hi: 950 }),
  updates('max-2', '$max on dates', `${OPS}max/`, { _id: 1, d: date('2013-10-01') }, { $max: { d: date('2013-09-30') } }, { _id: 1, d: date('2013-10-01') }),
  updates('max-3', '$max keeps an equal value of another type', `${OPS}max/`, { _id: 1, a: int(5) }, { $max: { a: double(5) } }, { _id: 1, a: int(5) }),

  updates('rename-1', '$rename moves a field to the end', RENAME, { _id: 1, a: 1, b: 2 }, { $rename: { a: 'c' } }, { _id: 1, b: 2, c: 1 }),
  updates('rename-2', '$rename into a document', RENAME, { _id: 1, name: { first: 'g' } }, { $rename: { 'name.first': 'contact.fname' } }, { _id: 1, name: {}, contact: { fname: 'g' } }),
  updates('rename-3', '$rename of a missing field does nothing', RENAME, { _id: 1, b: 2 }, { $rename: { a: 'b' } }, { _id: 1, b: 2 }),
  updates('rename-4', '$rename replaces an existing field of the new name', RENAME, { _id: 1, a: 1, b: 2 }, { $rename: { a: 'b' } }, { _id: 1, b: 1 }),
  updates('rename-5', '$rename from and to a dollar name', DOLLARS, { _id: 1, p: { $x: 1 } }, { $rename: { 'p.$x': 'p.$y' } }, { _id: 1, p: { $y: 1 } }),
  fails('rename-e9', '$rename to a dollar name at the top level', DOLLARS, { _id: 1, a: 1 }, { $rename: { a: '$b' } }, 52),
  fails('rename-e1', '$rename onto itself', RENAME, { _id: 1, a: 1 }, { $rename: { a: 'a' } }, 2),
  fails('rename-e2', '$rename to a value that is not a string', RENAME, { _id: 1, a: 1 }, { $rename: { a: 5 } }, 2),
  fails('rename-e3', '$rename of an array element', RENAME, { _id: 1, a: [1] }, { $rename: { 'a.0': 'b' } }, 2),
  fails('rename-e5', '$rename to a field below itself', RENAME, { _id: 1, a: 1 }, { $rename: { a: 'a.b' } }, 2),
  fails('rename-e6', '$rename from below a scalar', RENAME, { _id: 1, a: 1 }, { $rename: { 'a.b': 'c' } }, 28),
  fails('rename-e7', '$rename of a name in an array', RENAME, { _id: 1, a: [{ b: 1 }] }, { $rename: { 'a.b': 'c' } }, 28),
  fails('rename-e8', '$rename into an array', RENAME, { _id: 1, a: [1], b: 2 }, { $rename: { b: 'a.0' } }, 2),
  fails('rename-e4', '$rename and $set of one field', RENAME, { _id: 1, a: 1 }, { $rename: { a: 'b' }, $set: { b: 1 } }, 40),

  updates('date-1', '$currentDate true is a date', `${OPS}currentDate/`, { _id: 1 }, { $currentDate: { at: true } }, { _id: 1, at: date('2024-05-06T07:08:09.123Z') }),
  updates('date-2', '$currentDate with the type date', `${OPS}currentDate/`, { _id: 1 }, { $currentDate: { at: { $type: 'date' } } }, { _id: 1, at: date('2024-05-06T07:08:09.123Z') }),
  fails('date-e1', '$currentDate with an unknown type', `${OPS}currentDate/`, { _id: 1 }, { $currentDate: { at: { $type: 'x' } } }, 2),
  fails('date-e2', '$currentDate with a number', `${OPS}currentDate/`, { _id: 1 }, { $currentDate: { at: 5 } }, 2),

  updates('push-1', '$push appends', PUSH, { _id: 1, s: [44] }, { $push: { s: 89 } }, { _id: 1, s: [44, 89] }),
  updates('push-2', '$push creates the array', PUSH, { _id: 1 }, { $push: { s: 89 } }, { _id: 1, s: [89] }),
  updates('push-3', '$push of an array adds one element', PUSH, { _id: 1, s: [1] }, { $push: { s: [2, 3] } }, { _id: 1, s: [1, [2, 3]] }),
  updates('push-4', '$each', `${OPS}each/`, { _id: 1, s: [1] }, { $push: { s: { $each: [2, 3] } } }, { _id: 1, s: [1, 2, 3] }),
  updates('push-5', '$position', `${OPS}position/`, { _id: 1, s: [100] }, { $push: { s: { $each: [50, 60], $position: 0 } } }, { _id: 1, s: [50, 60, 100] }),
  updates('push-6', '$position from the end', `${OPS}position/`, { _id: 1, s: [1, 2, 3, 4] }, { $push: { s: { $each: [9], $position: -2 } } }, { _id: 1, s: [1, 2, 9, 3, 4] }),
  updates('push-7', '$position after the end appends', `${OPS}position/`, { _id: 1, s: [1] }, { $push: { s: { $each: [2], $position: 9 } } }, { _id: 1, s: [1, 2] }),
  updates('push-8', '$slice from the end', `${OPS}slice/`, { _id: 1, s: [40, 50, 60] }, { $push: { s: { $each: [80, 78, 86], $slice: -5 } } }, { _id: 1, s: [50, 60, 80, 78, 86] }),
  updates('push-9', '$slice from the start', `${OPS}slice/`, { _id: 2, s: [89, 90] }, { $push: { s: { $each: [100, 20], $slice: 3 } } }, { _id: 2, s: [89, 90, 100] }),
  updates('push-10', '$slice 0 empties', `${OPS}slice/`, { _id: 2, s: [1] }, { $push: { s: { $each: [], $slice: 0 } } }, { _id: 2, s: [] }),
  updates('push-11', '$sort by a field', `${OPS}sort/`, { _id: 1, q: [{ id: 1, s: 6 }, { id: 2, s: 9 }] }, { $push: { q: { $each: [{ id: 3, s: 8 }], $sort: { s: 1 } } } }, { _id: 1, q: [{ id: 1, s: 6 }, { id: 3, s: 8 }, { id: 2, s: 9 }] }),
  updates('push-12', '$sort of values', `${OPS}sort/`, { _id: 2, t: [89, 70, 89, 50] }, { $push: { t: { $each: [40, 60], $sort: 1 } } }, { _id: 2, t: [40, 50, 60, 70, 89, 89] }),
  updates('push-13', '$sort, then $slice', PUSH, { _id: 5, q: [{ w: 1, s: 10 }, { w: 2, s: 8 }, { w: 3, s: 5 }, { w: 4, s: 6 }] }, { $push: { q: { $each: [{ w: 5, s: 8 }, { w: 6, s: 7 }, { w: 7, s: 6 }], $sort: { s: -1 }, $slice: 3 } } }, { _id: 5, q: [{ w: 1, s: 10 }, { w: 2, s: 8 }, { w: 5, s: 8 }] }),
  fails('push-e1', '$push onto a scalar', PUSH, { _id: 1, s: 5 }, { $push: { s: 1 } }, 2),
  fails('push-e2', '$each needs an array', PUSH, { _id: 1 }, { $push: { s: { $each: 5 } } }, 2),
  fails('push-e3', 'an unknown clause', PUSH, { _id: 1 }, { $push: { s: { $each: [1], $foo: 1 } } }, 2),
  fails('push-e4', '$slice needs an integer', PUSH, { _id: 1 }, { $push: { s: { $each: [1], $slice: 'x' } } }, 2),
  fails('push-e5', '$sort needs 1 or -1', PUSH, { _id: 1 }, { $push: { s: { $each: [1], $sort: 5 } } }, 2),

  updates('add-1', '$addToSet adds a new value', ADD, { _id: 1, t: ['a'] }, { $addToSet: { t: 'b' } }, { _id: 1, t: ['a', 'b'] }),
  updates('add-2', '$addToSet skips an existing value', ADD, { _id: 1, t: ['a'] }, { $addToSet: { t: 'a' } }, { _id: 1, t: ['a'] }),
  updates('add-3', '$addToSet of an array adds one element', ADD, { _id: 1, t: ['a', 'b'] }, { $addToSet: { t: ['c', 'd'] } }, { _id: 1, t: ['a', 'b', ['c', 'd']] }),
  updates('add-4', '$each', ADD, { _id: 2, t: ['a', 'b'] }, { $addToSet: { t: { $each: ['b', 'c', 'c'] } } }, { _id: 2, t: ['a', 'b', 'c'] }),
  updates('add-5', 'documents are equal only with the same order of fields', ADD, { _id: 1, t: [{ x: 1, y: 2 }] }, { $addToSet: { t: { y: 2, x: 1 } } }, { _id: 1, t: [{ x: 1, y: 2 }, { y: 2, x: 1 }] }),
  updates('add-6', 'numbers of different types are equal', ADD, { _id: 1, t: [int(1)] }, { $addToSet: { t: double(1) } }, { _id: 1, t: [int(1)] }),
  updates('add-7', '$addToSet creates the array', ADD, { _id: 1 }, { $addToSet: { t: 'a' } }, { _id: 1, t: ['a'] }),
  fails('add-e1', '$addToSet onto a scalar', ADD, { _id: 1, t: 5 }, { $addToSet: { t: 1 } }, 2),

  updates('pop-1', '$pop -1 removes the first element', `${OPS}pop/`, { _id: 1, s: [8, 9, 10] }, { $pop: { s: -1 } }, { _id: 1, s: [9, 10] }),
  updates('pop-2', '$pop 1 removes the last element', `${OPS}pop/`, { _id: 1, s: [9, 10] }, { $pop: { s: 1 } }, { _id: 1, s: [9] }),
  updates('pop-3', '$pop of an empty array does nothing', `${OPS}pop/`, { _id: 1, s: [] }, { $pop: { s: 1 } }, { _id: 1, s: [] }),
  updates('pop-4', '$pop of a missing field does nothing', `${OPS}pop/`, { _id: 1 }, { $pop: { s: 1 } }, { _id: 1 }),
  fails('pop-e1', '$pop needs 1 or -1', `${OPS}pop/`, { _id: 1, s: [1] }, { $pop: { s: 2 } }, 9),
  fails('pop-e2', '$pop of a scalar', `${OPS}pop/`, { _id: 1, s: 1 }, { $pop: { s: 1 } }, 14),

  updates('pull-1', '$pull of a value', PULL, { _id: 1, v: ['c', 'a', 'c'] }, { $pull: { v: 'c' } }, { _id: 1, v: ['a'] }),
  updates('pull-2', '$pull with $in', PULL, { _id: 1, f: ['apples', 'pears', 'oranges'], v: ['carrots', 'celery'] }, { $pull: { f: { $in: ['apples', 'oranges'] }, v: 'carrots' } }, { _id: 1, f: ['pears'], v: ['celery'] }),
  updates('pull-3', '$pull with a comparison', PULL, { _id: 1, v: [3, 5, 6, 7, 7, 8] }, { $pull: { v: { $gte: 6 } } }, { _id: 1, v: [3, 5] }),
  updates('pull-4', '$pull of documents by a filter on them', PULL, { _id: 1, r: [{ item: 'A', score: 5 }, { item: 'B', score: 8 }] }, { $pull: { r: { score: 8, item: 'B' } } }, { _id: 1, r: [{ item: 'A', score: 5 }] }),
  updates('pull-5', '$pull with $elemMatch', PULL, { _id: 1, r: [{ q: 1, a: [{ q: 1, s: 4 }] }, { q: 2, a: [{ q: 2, s: 8 }] }] }, { $pull: { r: { a: { $elemMatch: { q: 2, s: { $gte: 8 } } } } } }, { _id: 1, r: [{ q: 1, a: [{ q: 1, s: 4 }] }] }),
  updates('pull-6', '$pull of a pattern', PULL, { _id: 1, v: ['abc', 'xbc'] }, { $pull: { v: new BSONRegExp('^a') } }, { _id: 1, v: ['xbc'] }),
  updates('pull-7', '$pull of a missing field does nothing', PULL, { _id: 1 }, { $pull: { v: 1 } }, { _id: 1 }),
  updates('pull-8', '$pull of an array removes elements equal to that array', PULL, { _id: 1, v: [[1, 2], [2, 1]] }, { $pull: { v: [1, 2] } }, { _id: 1, v: [[2, 1]] }),
  updates('pull-9', '$pullAll', `${OPS}pullAll/`, { _id: 1, s: [0, 2, 5, 5, 1, 0] }, { $pullAll: { s: [0, 5] } }, { _id: 1, s: [2, 1] }),
  updates('pull-10', '$pullAll of documents compares whole documents', `${OPS}pullAll/`, { _id: 1, s: [{ a: 1, b: 2 }, { a: 1 }] }, { $pullAll: { s: [{ a: 1 }] } }, { _id: 1, s: [{ a: 1, b: 2 }] }),
  fails('pop-e3', '$pop through a scalar', `${OPS}pop/`, { _id: 1, s: 1 }, { $pop: { 's.a': 1 } }, 28),
  updates('pull-11', '$pull with $or', PULL, { _id: 1, a: [{ x: 1 }, { y: 2 }, { y: 3 }, 1] }, { $pull: { a: { $or: [{ x: 1 }, { y: 3 }] } } }, { _id: 1, a: [{ y: 2 }, 1] }),
  updates('pull-12', '$pull with $and', PULL, { _id: 1, a: [{ x: 1, y: 2 }, { x: 1, y: 3 }] }, { $pull: { a: { $and: [{ x: 1 }, { y: { $gt: 2 } }] } } }, { _id: 1, a: [{ x: 1, y: 2 }] }),
  updates('pull-13', '$pull with $nor removes documents only', PULL, { _id: 1, a: [{ x: 1 }, { y: 2 }, 5, null] }, { $pull: { a: { $nor: [{ x: 1 }] } } }, { _id: 1, a: [{ x: 1 }, 5, null] }),
  updates('pull-14', '$pull with a field and $or', PULL, { _id: 1, a: [{ x: 1, y: 1 }, { x: 1, y: 2 }] }, { $pull: { a: { x: 1, $or: [{ y: 2 }, { y: 3 }] } } }, { _id: 1, a: [{ x: 1, y: 1 }] }),
  updates('pull-15', '$pull of a DBRef by its $id', PULL, { _id: 1, a: [{ $ref: 'c', $id: 1 }, { $ref: 'c', $id: 2 }] }, { $pull: { a: { $id: 2 } } }, { _id: 1, a: [{ $ref: 'c', $id: 1 }] }),
  updates('pull-16', '$pull of a DBRef', PULL, { _id: 1, a: [new DBRef('c', id(1)), new DBRef('d', id(1))] }, { $pull: { a: new DBRef('c', id(1)) } }, { _id: 1, a: [new DBRef('d', id(1))] }),
  fails('pull-e4', '$pull with $not', PULL, { _id: 1, a: [1] }, { $pull: { a: { $not: { $gt: 1 } } } }, 2),
  fails('pull-e5', '$pull with $expr', PULL, { _id: 1, a: [{ x: 1 }] }, { $pull: { a: { $or: [{ $expr: { $eq: ['$x', 1] } }] } } }, 224),
  fails('pull-e6', '$pull with an empty $or', PULL, { _id: 1, a: [{ x: 1 }] }, { $pull: { a: { $or: [] } } }, 2),
  fails('pull-e3', '$pull through a scalar', PULL, { _id: 1, v: 5 }, { $pull: { 'v.a': 5 } }, 28),
  fails('pull-e1', '$pull from a scalar', PULL, { _id: 1, v: 5 }, { $pull: { v: 5 } }, 2),
  fails('pull-e2', '$pullAll needs an array', `${OPS}pullAll/`, { _id: 1, v: [5] }, { $pullAll: { v: 5 } }, 2),

  updates('bit-1', '$bit and', `${OPS}bit/`, { _id: 1, e: int(13) }, { $bit: { e: { and: int(10) } } }, { _id: 1, e: int(8) }),
  updates('bit-2', '$bit or', `${OPS}bit/`, { _id: 2, e: int(3) }, { $bit: { e: { or: int(5) } } }, { _id: 2, e: int(7) }),
  updates('bit-3', '$bit xor', `${OPS}bit/`, { _id: 3, e: int(1) }, { $bit: { e: { xor: int(5) } } }, { _id: 3, e: int(4) }),
  updates('bit-4', '$bit with a long returns a long', `${OPS}bit/`, { _id: 3, e: int(1) }, { $bit: { e: { or: long(2) } } }, { _id: 3, e: long(3) }),
  fails('bit-e1', '$bit on a double', `${OPS}bit/`, { _id: 1, e: double(1) }, { $bit: { e: { and: int(1) } } }, 2),
  fails('bit-e2', '$bit with an unknown operation', `${OPS}bit/`, { _id: 1, e: int(1) }, { $bit: { e: { not: int(1) } } }, 2),

  updates('position-1', 'the positional $', POSITION, { _id: 1, g: [85, 80, 80] }, { $set: { 'g.$': 82 } }, { _id: 1, g: [85, 82, 80] }, { filter: { _id: 1, g: 80 } }),
  updates('position-2', 'the positional $ in documents', POSITION, { _id: 4, g: [{ g: 80, m: 75 }, { g: 85, m: 90 }] }, { $set: { 'g.$.s': 6 } }, { _id: 4, g: [{ g: 80, m: 75 }, { g: 85, m: 90, s: 6 }] }, { filter: { 'g.g': 85 } }),
  updates('position-3', 'the positional $ after $elemMatch', POSITION, { _id: 5, g: [{ g: 80, m: 75 }, { g: 85, m: 90 }] }, { $inc: { 'g.$.m': 1 } }, { _id: 5, g: [{ g: 80, m: 75 }, { g: 85, m: 91 }] }, { filter: { g: { $elemMatch: { g: { $lte: 90 }, m: { $gt: 80 } } } } }),
  fails('position-e1', 'the positional $ without an array in the filter', POSITION, { _id: 1, g: [1] }, { $set: { 'g.$': 2 } }, 2, { filter: { _id: 1 } }),
  fails('position-e2', 'the positional $ at the start', POSITION, { _id: 1 }, { $set: { '$.a': 2 } }, 2),
  fails('position-e3', 'two positional $', POSITION, { _id: 1 }, { $set: { 'a.$.b.$': 2 } }, 2),
  updates('all-1', '$[] changes every element', ALL, { _id: 1, g: [85, 82, 80] }, { $inc: { 'g.$[]': 10 } }, { _id: 1, g: [95, 92, 90] }),
  updates('all-2', '$[] in documents', ALL, { _id: 1, g: [{ s: 1 }, { s: 2 }] }, { $inc: { 'g.$[].s': -2 } }, { _id: 1, g: [{ s: -1 }, { s: 0 }] }),
  updates('all-3', '$[] twice', ALL, { _id: 1, g: [{ q: [1, 2] }, { q: [3] }] }, { $inc: { 'g.$[].q.$[]': 1 } }, { _id: 1, g: [{ q: [2, 3] }, { q: [4] }] }),
  fails('all-e1', '$[] on a scalar', ALL, { _id: 1, g: 5 }, { $set: { 'g.$[]': 1 } }, 2),
  fails('all-e2', '$[] on a missing field', ALL, { _id: 1 }, { $set: { 'g.$[]': 1 } }, 2),
  updates('filtered-1', '$[id] changes the elements that match its filter', FILTERED, { _id: 2, g: [98, 110, 102] }, { $set: { 'g.$[element]': 100 } }, { _id: 2, g: [98, 100, 100] }, { arrayFilters: [{ element: { $gte: 100 } }] }),
  updates('filtered-2', '$[id] in documents', FILTERED, { _id: 1, g: [{ g: 80, m: 75 }, { g: 85, m: 90 }] }, { $set: { 'g.$[e].m': 100 } }, { _id: 1, g: [{ g: 80, m: 75 }, { g: 85, m: 100 }] }, { arrayFilters: [{ 'e.g': { $gte: 85 } }] }),
  updates('filtered-3', 'several conditions on one identifier', FILTERED, { _id: 1, g: [{ g: 80, s: 8 }, { g: 85, s: 4 }] }, { $inc: { 'g.$[e].s': -1 } }, { _id: 1, g: [{ g: 80, s: 7 }, { g: 85, s: 4 }] }, { arrayFilters: [{ 'e.g': { $gte: 80 }, 'e.s': { $gt: 5 } }] }),
  updates('filtered-4', 'nested filters', FILTERED, { _id: 1, g: [{ t: 'quiz', q: [10, 8, 5] }, { t: 'hw', q: [4] }] }, { $inc: { 'g.$[t].q.$[s]': 2 } }, { _id: 1, g: [{ t: 'quiz', q: [12, 10, 5] }, { t: 'hw', q: [4] }] }, { arrayFilters: [{ 't.t': 'quiz' }, { s: { $gte: 8 } }] }),
  updates('filtered-5', 'without a matching element nothing changes', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[e]': 5 } }, { _id: 1, g: [1] }, { arrayFilters: [{ e: 9 }] }),
  fails('filtered-e6', '$expr in a filter', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[e]': 5 } }, 224, { arrayFilters: [{ e: 1, $or: [{ $expr: true }] }] }),
  fails('filtered-e1', 'an unused filter', FILTERED, { _id: 1, g: [1] }, { $set: { g: 5 } }, 9, { arrayFilters: [{ e: 9 }] }),
  fails('filtered-e2', 'an identifier without a filter', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[e]': 5 } }, 2),
  fails('filtered-e3', 'two filters of one identifier', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[e]': 5 } }, 9, { arrayFilters: [{ e: 1 }, { e: 2 }] }),
  fails('filtered-e4', 'an identifier in upper case', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[E]': 5 } }, 2, { arrayFilters: [{ E: 1 }] }),
  fails('filtered-e5', 'one filter on two identifiers', FILTERED, { _id: 1, g: [1] }, { $set: { 'g.$[e]': 5 } }, 9, { arrayFilters: [{ e: 1, f: 2 }] }),

  updates('replace-1', 'a replacement keeps _id', REPLACE, { _id: 1, a: 1, b: 2 }, { c: 3 }, { _id: 1, c: 3 }),
  updates('replace-2', 'a replacement with the same _id', REPLACE, { _id: 1, a: 1 }, { c: 3, _id: 1 }, { _id: 1, c: 3 }),
  fails('replace-e1', 'a replacement with another _id', REPLACE, { _id: 1, a: 1 }, { _id: 2 }, 66),
  fails('replace-e2', 'a replacement with an operator after a field', REPLACE, { _id: 1 }, { a: 1, $set: { b: 1 } }, 52),

  updates('pipeline-1', '$set with expressions', PIPELINE, { _id: 1, q: [10, 20] }, [{ $set: { avg: { $avg: '$q' } } }, { $set: { ok: { $gte: ['$avg', 15] } } }], { _id: 1, q: [10, 20], avg: double(15), ok: true }),
  updates('pipeline-2', '$unset', PIPELINE, { _id: 1, a: 1, b: 2 }, [{ $unset: 'a' }], { _id: 1, b: 2 }),
  updates('pipeline-3', '$replaceWith keeps _id', PIPELINE, { _id: 1, d: { x: 1 } }, [{ $replaceWith: '$d' }], { _id: 1, x: 1 }),
  updates('pipeline-4', '$$NOW is the time of the command', PIPELINE, { _id: 1 }, [{ $set: { at: '$$NOW' } }], { _id: 1, at: date('2024-05-06T07:08:09.123Z') }),
  updates('pipeline-5', '$project', PIPELINE, { _id: 1, a: 1, b: 2 }, [{ $project: { b: 1 } }], { _id: 1, b: 2 }),
  fails('pipeline-e1', 'a stage that updates may not use', PIPELINE, { _id: 1 }, [{ $match: {} }], 72),
  fails('pipeline-e2', 'a changed _id', PIPELINE, { _id: 1 }, [{ $set: { _id: 2 } }], 66),
  fails('pipeline-e3', 'array filters with a pipeline', PIPELINE, { _id: 1 }, [{ $set: { a: 2 } }], 9, { arrayFilters: [{ e: 1 }] }),
];
