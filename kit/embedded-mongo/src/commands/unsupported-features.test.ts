import { readFileSync } from 'node:fs';
import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { UNSUPPORTED_VARIABLES } from '../language/expressions/expression.ts';
import { UNSUPPORTED_OPERATORS } from '../language/expressions/operators/index.ts';
import { UNSUPPORTED_TOP_OPERATORS } from '../language/filters/filter-compiler.ts';
import { UNSUPPORTED_FIELD_OPERATORS } from '../language/filters/filter-operators.ts';
import { UNSUPPORTED_ACCUMULATORS } from '../language/pipelines/stages/group.ts';
import { SEARCH_STAGES, UNSUPPORTED_STAGES } from '../language/pipelines/stages/index.ts';
import { UNSUPPORTED_WINDOW_FUNCTIONS } from '../language/pipelines/window-functions.ts';
import { useDatabase } from '../testing/harness.ts';
import { UNSUPPORTED_FIND_OPTIONS } from './find.ts';
import { SEARCH_COMMANDS, UNSUPPORTED_COMMANDS } from './unsupported-commands.ts';

const harness = useDatabase();
const PAGE = readFileSync(new URL('../../docs/differences.md', import.meta.url), 'utf8');

const find = (filter: Document, more: Document = {}): Document => ({
  find: 'things',
  filter,
  ...more,
});
const aggregate = (...pipeline: Document[]): Document => ({
  aggregate: 'things',
  pipeline,
  cursor: {},
});
const project = (expression: unknown) => aggregate({ $project: { x: expression } });
const window = (operator: string) =>
  aggregate({ $setWindowFields: { sortBy: { a: 1 }, output: { x: { [operator]: '$a' } } } });

/**
 * A list of the page: its title, the names that the code refuses, a command that uses one, and the
 * error code.
 */
type Entry = readonly [string, Iterable<string>, (name: string) => Document, number];

const ENTRIES: readonly Entry[] = [
  ['at the top of a filter', UNSUPPORTED_TOP_OPERATORS, (name) => find({ [name]: 1 }), 115],
  [
    'on a field of a filter',
    UNSUPPORTED_FIELD_OPERATORS,
    (name) => find({ a: { [name]: 1 } }),
    115,
  ],
  ['stages', UNSUPPORTED_STAGES, (name) => aggregate({ $limit: 1 }, { [name]: {} }), 115],
  ['stages of Atlas Search (31082)', SEARCH_STAGES, (name) => aggregate({ [name]: {} }), 31_082],
  ['expressions', UNSUPPORTED_OPERATORS, (name) => project({ [name]: '$a' }), 115],
  ['variables', [...UNSUPPORTED_VARIABLES].map((name) => `$$${name}`), project, 115],
  [
    'accumulators',
    UNSUPPORTED_ACCUMULATORS,
    (name) => aggregate({ $group: { _id: 1, x: { [name]: '$a' } } }),
    115,
  ],
  ['window functions', UNSUPPORTED_WINDOW_FUNCTIONS, window, 115],
  ['options of find', UNSUPPORTED_FIND_OPTIONS, (name) => find({}, { [name]: true }), 115],
  ['commands', UNSUPPORTED_COMMANDS, (name) => ({ [name]: 1 }), 115],
  ['commands of Atlas Search (31082)', SEARCH_COMMANDS, (name) => ({ [name]: 'things' }), 31_082],
];

/** Returns the names in a list of the page. */
function namesOnPage(title: string): string[] {
  const [, behind = ''] = PAGE.split(`- **${title}**: `);
  const [entry = ''] = behind.split(/\n(?:- |\n)/);
  return [...entry.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
}

async function codeOf(command: Document, database = 'test'): Promise<unknown> {
  const error: unknown = await harness.client
    .db(database)
    .command(command)
    .catch((reason: unknown) => reason);
  return error instanceof Error ? Reflect.get(error, 'code') : 'no error';
}

describe('the lists of refused features in differences.md', () => {
  test.each(ENTRIES)(
    '%s: equals what the code refuses, with that code',
    async (title, names, make, code) => {
      const refused = [...names].sort();
      expect(namesOnPage(title).sort()).toEqual(refused);
      for (const name of refused) {
        const isAdmin = title.startsWith('commands') && !title.includes('Search');
        expect([name, await codeOf(make(name), isAdmin ? 'admin' : 'test')]).toEqual([name, code]);
      }
    },
  );
});

const create = (options: Document): Document => ({ create: 'more', ...options });
const index = (key: Document, options: Document = {}): Document => ({
  createIndexes: 'things',
  indexes: [{ key, name: 'i', ...options }],
});
const regex = ($regex: string) => find({ a: { $regex } });
const collation = (more: Document) => find({}, { collation: { locale: 'en', ...more } });

/** Statements of the page's paragraphs: words of the page, a command, the error code. */
const PARAGRAPHS: readonly (readonly [string, Document, number])[] = [
  ['with an empty array', find({ a: { $gt: [] } }), 115],
  ['atomic groups', regex('(?>a)'), 115],
  ['conditionals', regex('(a)?(?(1)b|c)'), 115],
  ['recursion', regex('(?R)'), 115],
  ['options in the middle of a pattern', regex('a(?i)b'), 115],
  ['control\nverbs', regex('(*UTF8)a'), 115],
  ['`\\R`', regex('\\R'), 115],
  ['`\\K`', regex('a\\Kb'), 115],
  ['`\\G`', regex('\\Ga'), 115],
  ['`\\X`', regex('\\X'), 115],
  ['(51091)', regex('a++'), 51_091],
  ['strengths 4 and 5', collation({ strength: 4 }), 115],
  ['strengths 4 and 5', collation({ strength: 5 }), 115],
  ['`caseLevel` above strength 1', collation({ caseLevel: true }), 115],
  ['`alternate: "shifted"`', collation({ alternate: 'shifted' }), 115],
  ['`backwards`', collation({ backwards: true }), 115],
  ['`fr_CA`', collation({ locale: 'fr_CA' }), 115],
  ['`de@collation=phonebook`', collation({ locale: 'de@collation=phonebook' }), 115],
  ['`$meta` in a sort', find({}, { sort: { a: { $meta: 'textScore' } } }), 115],
  ['a projection', find({}, { projection: { a: { $meta: 'textScore' } } }), 115],
  [
    '`$lookup` from another database',
    aggregate({ $lookup: { from: { db: 'a', coll: 'b' }, pipeline: [], as: 'x' } }),
    115,
  ],
  ['`$lookup` without `from`', aggregate({ $lookup: { pipeline: [], as: 'x' } }), 115],
  [
    '(40602)',
    aggregate({ $unionWith: { coll: 'b', pipeline: [{ $documents: [{ a: 1 }] }] } }),
    40_602,
  ],
  ['`$sqrt`, `$exp`', project({ $sqrt: { $toDecimal: '4' } }), 115],
  [
    '`$convert` with a subtype',
    project({ $convert: { input: '$a', to: { type: 5, subtype: 4 } } }),
    115,
  ],
  [
    '`$dateFromString`\nwith `format`',
    project({ $dateFromString: { dateString: 'x', format: '%Y' } }),
    115,
  ],
  ['that are not ISO 8601', project({ $toDate: 'March 5, 2020' }), 115],
  ['rebinding `$$CURRENT`', project({ $let: { vars: { CURRENT: 1 }, in: '$$CURRENT' } }), 115],
  ['capped', create({ capped: true, size: 1000 }), 115],
  ['time-series', create({ timeseries: { timeField: 't' } }), 115],
  ['clustered', create({ clusteredIndex: { key: { _id: 1 }, unique: true } }), 115],
  ['views', create({ viewOn: 'things', pipeline: [] }), 115],
  ['validators', create({ validator: { a: 1 } }), 115],
  ['encrypted', create({ encryptedFields: { fields: [] } }), 115],
  ['text', index({ a: 'text' }), 115],
  ['2d', index({ a: '2d' }), 115],
  ['2dsphere', index({ a: '2dsphere' }), 115],
  ['hashed', index({ a: 'hashed' }), 115],
  ['wildcard', index({ '$**': 1 }), 115],
  ['`collMod` of anything', { collMod: 'things', validator: {} }, 115],
  ['`collMod` of anything', { collMod: 'things', validationAction: 'warn' }, 115],
  ['`dryRun`', { collMod: 'things', dryRun: true }, 115],
  ['`atClusterTime`', find({}, { readConcern: { atClusterTime: 1 } }), 115],
  ['"snapshot" outside of transactions', find({}, { readConcern: { level: 'snapshot' } }), 115],
];

describe('the partly refused features in differences.md', () => {
  test.each(PARAGRAPHS)('%s', async (words, command, code) => {
    expect(PAGE).toContain(words);
    await harness.collection('things').insertOne({ a: 'a' });
    expect(await codeOf(command)).toBe(code);
  });

  test('renaming a collection into another database', async () => {
    expect(PAGE).toContain('renaming a collection into another database');
    await harness.collection('things').insertOne({ a: 'a' });
    const rename = { renameCollection: 'test.things', to: 'other.things' };
    expect(await codeOf(rename, 'admin')).toBe(115);
  });
});
