import type { Collection, Db, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EmbeddedMongo, EmbeddedMongoOptions } from '../index.ts';
import { startEmbeddedMongo } from '../index.ts';

/** A running database with a connected client, for the tests of one file. */
export interface Harness {
  readonly mongo: EmbeddedMongo;
  readonly client: MongoClient;
  /** Database of this file, emptied before each test. */
  readonly db: Db;
  collection<T extends Document = Document>(name?: string): Collection<T>;
}

/** Starts a database before the file's tests and stops it after them. */
export function useDatabase(options: EmbeddedMongoOptions = {}): Harness {
  let mongo: EmbeddedMongo | undefined;
  let client: MongoClient | undefined;
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The database runs only inside of tests');
    return value;
  };
  beforeAll(async () => {
    mongo = await startEmbeddedMongo(options);
    client = await MongoClient.connect(mongo.uri);
  });
  beforeEach(async () => {
    await there(client).db('test').dropDatabase();
    there(mongo).resetStats();
  });
  afterAll(async () => {
    await client?.close();
    await mongo?.close();
  });
  return {
    get mongo() {
      return there(mongo);
    },
    get client() {
      return there(client);
    },
    get db() {
      return there(client).db('test');
    },
    collection: <T extends Document = Document>(name = 'things') =>
      there(client).db('test').collection<T>(name),
  };
}

/** Returns the stages of an explained plan, the outermost first. */
export function stagesOf(explained: Record<string, unknown>): string[] {
  const names: string[] = [];
  const planner: unknown = explained.queryPlanner;
  let stage: unknown =
    typeof planner === 'object' && planner !== null
      ? Reflect.get(planner, 'winningPlan')
      : undefined;
  while (typeof stage === 'object' && stage !== null) {
    names.push(String(Reflect.get(stage, 'stage')));
    stage = Reflect.get(stage, 'inputStage');
  }
  return names;
}
