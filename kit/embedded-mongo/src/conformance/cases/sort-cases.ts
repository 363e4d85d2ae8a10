// biome-ignore-all format: a table, one case a row
import { Binary, BSONRegExp, MaxKey, MinKey, Timestamp } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { OrderCase } from './case-types.ts';
import { date, decimal, double, id, int, long } from './values.ts';

const sorts = (
  name: string,
  title: string,
  page: string,
  sort: Document,
  docs: readonly Document[],
  collation?: Document,
): OrderCase => ({ id: name, title, page, sort, docs, ...(collation ? { collation } : {}) });

const ORDER = 'reference/bson-type-comparison-order/';
const SORT = 'reference/method/cursor.sort/';
const COLLATION = 'reference/collation/';

/** Sort orders. Every case lists its documents in the order of the sort. */
export const sortCases: readonly OrderCase[] = [
  sorts('sort-1', 'types sort in BSON type order', ORDER, { a: 1 }, [
    { a: new MinKey() }, { a: null }, { a: 1 }, { a: 'x' }, { a: { b: 1 } }, { a: new Binary(Buffer.from('x')) }, { a: id(1) }, { a: false },
    { a: date('2024-01-01') }, { a: new Timestamp({ t: 1, i: 1 }) }, { a: new BSONRegExp('x') }, { a: new MaxKey() },
  ]),
  sorts('sort-2', 'numbers compare across types', ORDER, { a: 1 }, [{ a: double(Number.NaN) }, { a: double(Number.NEGATIVE_INFINITY) }, { a: long(-5) }, { a: decimal('0.5') }, { a: int(1) }, { a: double(1.5) }, { a: long('9007199254740993') }, { a: decimal('1E+400') }]),
  sorts('sort-3', 'descending reverses the order', SORT, { a: -1 }, [{ a: 'x' }, { a: 2 }, { a: 1 }, { a: null }]),
  sorts('sort-4', 'missing sorts as null', SORT, { a: 1, b: 1 }, [{ b: 1 }, { a: null, b: 2 }, { a: 1, b: 0 }]),
  sorts('sort-5', 'ascending, an array sorts by its lowest element', ORDER, { a: 1 }, [{ a: [1, 9] }, { a: 2 }, { a: [3, 4] }]),
  sorts('sort-6', 'descending, an array sorts by its highest element', ORDER, { a: -1 }, [{ a: [1, 9] }, { a: [3, 4] }, { a: 2 }]),
  sorts('sort-7', 'an empty array comes before null', ORDER, { a: 1 }, [{ a: [] }, { a: null }, { a: 1 }]),
  sorts('sort-8', 'several fields', SORT, { a: 1, b: -1 }, [{ a: 1, b: 2 }, { a: 1, b: 1 }, { a: 2, b: 9 }]),
  sorts('sort-9', 'a path', SORT, { 'a.b': 1 }, [{ a: 1 }, { a: { b: 1 } }, { a: { b: 2 } }]),
  sorts('sort-10', 'a path through an array sorts by the lowest value', SORT, { 'a.b': 1 }, [{ a: [{ b: 5 }, { b: 1 }] }, { a: [{ b: 3 }, { b: 2 }] }]),
  sorts('sort-11', 'a path through an array sorts by the highest value when descending', SORT, { 'a.b': -1 }, [{ a: [{ b: 5 }, { b: 1 }] }, { a: [{ b: 3 }, { b: 2 }] }]),
  sorts('sort-12', 'documents compare field by field: type, name, value', ORDER, { a: 1 }, [{ a: {} }, { a: { b: 1 } }, { a: { b: 1, c: 1 } }, { a: { b: 2 } }, { a: { c: 1 } }, { a: { a: 'x' } }]),
  sorts('sort-13', 'strings by their bytes: upper before lower case', SORT, { a: 1 }, [{ a: 'B' }, { a: 'a' }, { a: 'b' }, { a: 'é' }, { a: '\uffee' }, { a: '\u{1f600}' }]),
  sorts('sort-14', 'binary data by length, then subtype, then bytes', ORDER, { a: 1 }, [{ a: new Binary(Buffer.from('z')) }, { a: new Binary(Buffer.from('aa')) }, { a: new Binary(Buffer.from('ab')) }, { a: new Binary(Buffer.from('aa'), 5) }]),
  sorts('sort-15', 'dates before and after 1970', ORDER, { a: 1 }, [{ a: date('1960-01-01') }, { a: date('1970-01-01') }, { a: date('2024-01-01') }]),
  sorts('sort-16', 'false before true', ORDER, { a: 1 }, [{ a: false }, { a: true }]),
  sorts('sort-17', 'ObjectIds compare by their bytes', ORDER, { a: 1 }, [{ a: id(1) }, { a: id(2) }, { a: id(256) }]),
  sorts('sort-18', 'two paths through one array use the same element', SORT, { 'a.x': 1, 'a.y': 1 }, [{ a: [{ x: 1, y: 9 }, { x: 5, y: 0 }] }, { a: [{ x: 2, y: 1 }] }]),
  sorts('sort-19', 'a collation orders letters, not bytes', COLLATION, { a: 1 }, [{ a: 'a' }, { a: 'B' }, { a: 'c' }], { locale: 'en' }),
  sorts('sort-20', 'strength 3: lower case before upper case', COLLATION, { a: 1 }, [{ a: 'a' }, { a: 'A' }, { a: 'b' }], { locale: 'en', strength: 3 }),
  sorts('sort-21', 'numericOrdering', COLLATION, { a: 1 }, [{ a: 'x2' }, { a: 'x10' }], { locale: 'en', numericOrdering: true }),
  sorts('sort-22', 'Swedish letters', COLLATION, { a: 1 }, [{ a: 'z' }, { a: 'å' }, { a: 'ä' }, { a: 'ö' }], { locale: 'sv' }),
  sorts('sort-23', 'a collation does not affect numbers', COLLATION, { a: 1 }, [{ a: 2 }, { a: 10 }, { a: 'a' }], { locale: 'en' }),
];
