import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

describe('unsupported features are refused by name', () => {
  test('search is refused like on any server outside of Atlas', async () => {
    const outsideOfAtlas = { code: 31_082, message: expect.stringContaining('Atlas') };
    const things = harness.collection();
    await expect(things.createSearchIndex({ definition: {} })).rejects.toMatchObject(
      outsideOfAtlas,
    );
    await expect(things.dropSearchIndex('s')).rejects.toMatchObject(outsideOfAtlas);
    await expect(things.updateSearchIndex('s', {})).rejects.toMatchObject(outsideOfAtlas);
    await expect(things.listSearchIndexes().toArray()).rejects.toMatchObject(outsideOfAtlas);
  });

  test('administration of replica sets, users and server-side scripts fail with 115', async () => {
    for (const name of ['replSetStepDown', 'createUser', 'mapReduce', 'currentOp']) {
      await expect(harness.client.db('admin').command({ [name]: 1 })).rejects.toMatchObject({
        code: 115,
        codeName: 'CommandNotSupported',
        message: expect.stringContaining(name),
      });
    }
  });

  test('explain refuses whatever the command would refuse', async () => {
    const out = harness
      .collection()
      .aggregate([{ $out: 'elsewhere' }])
      .explain();
    await expect(out).rejects.toMatchObject({ code: 115 });
  });

  test('explaining an aggregation accepts no write concern', async () => {
    const explain = { aggregate: 'things', pipeline: [], explain: true, writeConcern: { w: 1 } };
    await expect(harness.db.command(explain)).rejects.toMatchObject({ code: 9 });
  });
});

describe('meaningful options are not ignored', () => {
  test.each([
    [{ create: 'more', expireAfterSeconds: 5 }, 72],
    [{ create: 'more', autoIndexId: false }, 72],
    [{ create: 'more', idIndex: { key: { a: 1 }, name: '_id_' } }, 2],
    [{ create: 'more', changeStreamPreAndPostImages: 5 }, 14],
    [{ collMod: 'things', index: { name: '_id_', hidden: true } }, 2],
    [{ collMod: 'things', index: { name: '_id_', expireAfterSeconds: 5 } }, 72],
    [{ collMod: 'things', index: { name: 'a_1', expireAfterSeconds: -5 } }, 72],
    [{ collMod: 'things', index: { name: 'b_1_c_1', expireAfterSeconds: 5 } }, 72],
    [{ find: 'things', readConcern: { level: 'loud' } }, 2],
    [{ update: 'things', updates: [{ u: { a: 1 } }] }, 40414],
    [
      {
        update: 'things',
        updates: [{ q: {}, u: { $set: { a: 1 } }, multi: true, sort: { a: 1 } }],
      },
      9,
    ],
  ])('%j fails with %i', async (command, code) => {
    await harness.collection().createIndexes([{ key: { a: 1 } }, { key: { b: 1, c: 1 } }]);
    await expect(harness.db.command(command)).rejects.toMatchObject({ code });
  });
});
