import { clearFailPoint, setFailPoint, startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { Mongoose, Schema } from 'mongoose';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIndexes } from './indexes.ts';

const server = await useStarted(startTestDatabase);
const mongoose = new Mongoose({ autoCreate: false, autoIndex: false });
const connection = await mongoose
  .createConnection(server.uri, { monitorCommands: true, heartbeatFrequencyMS: 500 })
  .asPromise();
afterAll(() => connection.close());

const commands: string[] = [];
connection.getClient().on('commandStarted', ({ commandName, command }) => {
  const { [commandName]: target }: Readonly<Record<string, unknown>> = command;
  if (target === 'words') commands.push(commandName);
});

/** Defines the only model, with an index on each of these fields. */
function define(fields: readonly string[], options: Readonly<Record<string, unknown>> = {}) {
  for (const name of connection.modelNames()) connection.deleteModel(name);
  const schema: Schema = new Schema({}, { strict: false, collection: 'words', ...options });
  for (const field of fields) schema.index({ [field]: 1 }, { unique: true, name: field });
  connection.model('Word', schema);
  return createIndexes(connection);
}
const words = () => connection.collection('words');
const indexNames = async () => (await words().indexes()).map(({ name }) => name).toSorted();

beforeEach(async () => {
  await words()
    .drop()
    .catch(() => {});
  commands.length = 0;
});
afterEach(async () => {
  if (server.embedded !== undefined) await clearFailPoint(server.uri);
});

describe('the indexes of a collection', () => {
  test('create it by one command', async () => {
    await define(['word', 'number']).sync();
    expect(commands).toEqual(['createIndexes']);
    expect(await indexNames()).toEqual(['_id_', 'number', 'word']);
  });

  test.each([
    [{ collation: { locale: 'es', strength: 1 } }],
    [{ collectionOptions: { collation: { locale: 'es', strength: 1 } } }],
  ])('are created after it when its schema has options of it: %o', async (options) => {
    await define(['word'], options).sync();
    expect(commands).toEqual(['create', 'createIndexes']);
    const [found] = await connection.listCollections();
    expect(found).toMatchObject({ options: { collation: { locale: 'es', strength: 1 } } });
    // Again, on a collection that exists.
    await define(['word'], options).sync();
    expect(await indexNames()).toEqual(['_id_', 'word']);
  });

  test('are created one by one when one is rejected, which is reported', async () => {
    await words().insertMany([
      { word: 'one', number: 1 },
      { word: 'one', number: 2 },
    ] as never);
    await expect(define(['word', 'number']).sync()).rejects.toMatchObject({ code: 11_000 });
    expect(await indexNames()).toEqual(['_id_', 'number']);
  });

  test.each([
    ['a lost connection', { closeConnection: true }],
    ['a server that steps down', { errorCode: 10_107 }],
  ] as const)('are not tried one by one after %s', async (_, fault) => {
    if (server.embedded === undefined) return;
    await setFailPoint(server.uri, { fault, commands: ['createIndexes'] });
    await expect(define(['word', 'number']).sync()).rejects.toThrow();
    expect(commands.filter((name) => name === 'createIndexes').length).toBeLessThanOrEqual(2);
    await clearFailPoint(server.uri);
    await define(['word', 'number']).sync();
    expect(await indexNames()).toEqual(['_id_', 'number', 'word']);
  });
});
