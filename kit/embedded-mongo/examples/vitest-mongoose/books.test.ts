import { type EmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const bookSchema = new mongoose.Schema({
  isbn: { type: String, required: true, unique: true },
  title: { type: String, required: true },
  copies: { type: Number, required: true },
});
const Book = mongoose.model('Book', bookSchema);

let mongo: EmbeddedMongo;

beforeAll(async () => {
  // A temporary directory, removed by close(). Each test file has its own database.
  mongo = await startEmbeddedMongo();
  await mongoose.connect(mongo.uri);
  await Book.init();
});

afterAll(async () => {
  await mongoose.disconnect();
  await mongo.close();
});

beforeEach(async () => {
  await Book.deleteMany({});
  await Book.create([
    { isbn: '978-0', title: 'Ficciones', copies: 2 },
    { isbn: '978-1', title: 'Rayuela', copies: 0 },
  ]);
});

test('a unique index refuses a duplicate', async () => {
  const duplicate = Book.create({ isbn: '978-0', title: 'El Aleph', copies: 1 });
  await expect(duplicate).rejects.toMatchObject({ code: 11000 });
});

test('a failed transaction leaves no changes', async () => {
  const lend = mongoose.connection.transaction(async (session) => {
    await Book.updateOne({ isbn: '978-0' }, { $inc: { copies: -1 } }, { session });
    throw new Error('the reader has no card');
  });
  await expect(lend).rejects.toThrow('no card');
  expect((await Book.findOne({ isbn: '978-0' }).orFail()).copies).toBe(2);
});

test('looking up an ISBN uses the index', async () => {
  mongo.resetStats();
  await Book.findOne({ isbn: '978-1' }).orFail();
  expect(mongo.stats().collectionScans).toEqual([]);
});
