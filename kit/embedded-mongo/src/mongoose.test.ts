import type { Connection } from 'mongoose';
import { createConnection, Schema, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedMongo } from './index.ts';
import { startEmbeddedMongo } from './index.ts';

/** Typical use of Mongoose, against this database. */

let mongo: EmbeddedMongo;
let db: Connection;

beforeAll(async () => {
  mongo = await startEmbeddedMongo();
  db = await createConnection(mongo.uri, { dbName: 'app' }).asPromise();
});
beforeEach(async () => {
  for (const name of db.modelNames()) db.deleteModel(name);
  await db.dropDatabase();
});
afterAll(async () => {
  await db.close();
  await mongo.close();
});

describe('documents', () => {
  test('keep every schema type in a round trip', async () => {
    const Everything = db.model(
      'Everything',
      new Schema({
        price: Schema.Types.Decimal128,
        labels: { type: Map, of: String },
        blob: Buffer,
        big: Schema.Types.BigInt,
        at: Date,
        owner: Schema.Types.ObjectId,
        mixed: Schema.Types.Mixed,
        key: Schema.Types.UUID,
        nested: [{ name: String, n: Number }],
      }),
    );
    const at = new Date('2026-01-02T03:04:05.678Z');
    const owner = new Types.ObjectId();
    const { _id } = await Everything.create({
      price: '19.990',
      labels: { en: 'Shirt', 'pt-BR': 'Camisa' },
      blob: Buffer.from([0, 255, 7]),
      big: 9_007_199_254_740_993n,
      at,
      owner,
      mixed: { a: [1, null, 'x'] },
      key: '0f8fad5b-d9cb-469f-a165-70867728950e',
      nested: [{ name: 'a', n: 1.5 }],
    });
    const found = await Everything.findById(_id).orFail();
    expect(found.price?.toString()).toBe('19.990');
    expect(found.labels?.get('pt-BR')).toBe('Camisa');
    expect(found.blob && [...found.blob]).toEqual([0, 255, 7]);
    expect(found.big).toBe(9_007_199_254_740_993n);
    expect(found.at).toEqual(at);
    expect(found.owner?.equals(owner)).toBe(true);
    expect(found.mixed).toEqual({ a: [1, null, 'x'] });
    expect(String(found.key)).toBe('0f8fad5b-d9cb-469f-a165-70867728950e');
    expect(found.nested[0]).toMatchObject({ name: 'a', n: 1.5 });
    expect(await Everything.countDocuments({ price: Types.Decimal128.fromString('19.99') })).toBe(
      1,
    );
    expect(await Everything.countDocuments({ 'labels.en': 'Shirt' })).toBe(1);
  });

  test('get timestamps, and updates change only updatedAt', async () => {
    const Note = db.model('Note', new Schema({ text: String }, { timestamps: true }));
    const { _id, createdAt } = await Note.create({ text: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Note.updateOne({ _id }, { text: 'b' });
    const found = await Note.findById(_id).orFail();
    expect(found.createdAt).toEqual(createdAt);
    expect(found.updatedAt.getTime()).toBeGreaterThan(createdAt.getTime());
    await Note.updateOne({ text: 'new' }, { $set: { text: 'new' } }, { upsert: true });
    expect((await Note.findOne({ text: 'new' }).orFail()).createdAt).toBeInstanceOf(Date);
  });

  test('saving a stale version is refused', async () => {
    const Cart = db.model(
      'Cart',
      new Schema({ items: [String], n: Number }, { optimisticConcurrency: true }),
    );
    const { _id } = await Cart.create({ items: ['a', 'b'], n: 0 });
    const [mine, theirs] = await Promise.all([
      Cart.findById(_id).orFail(),
      Cart.findById(_id).orFail(),
    ]);
    mine.n = 1;
    await mine.save();
    theirs.n = 2;
    await expect(theirs.save()).rejects.toMatchObject({ name: 'VersionError' });
    expect(await Cart.findById(_id).orFail()).toMatchObject({ n: 1, __v: 1 });
  });

  test('array changes are saved as operators', async () => {
    const List = db.model('List', new Schema({ lines: [{ sku: String, n: Number }] }));
    const list = await List.create({
      lines: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 2 },
      ],
    });
    list.lines.push({ sku: 'c', n: 3 });
    await list.save();
    list.lines.pull(list.lines[0]?._id);
    const last = list.lines.at(-1);
    if (last) last.n = 30;
    await list.save();
    const found = await List.findById(list._id).lean().orFail();
    expect(found.lines.map(({ sku, n }) => [sku, n])).toEqual([
      ['b', 2],
      ['c', 30],
    ]);
  });
});

describe('queries', () => {
  const makeShop = async () => {
    const authorSchema = new Schema({ name: String });
    authorSchema.virtual('books', { ref: 'Book', localField: '_id', foreignField: 'author' });
    const Author = db.model('Author', authorSchema);
    const Book = db.model(
      'Book',
      new Schema({
        title: String,
        price: Number,
        tags: [String],
        author: { type: Schema.Types.ObjectId, ref: 'Author' },
      }),
    );
    const [ana, bo] = await Author.create([{ name: 'Ana' }, { name: 'Bo' }]);
    await Book.create([
      { title: 'One', price: 10, tags: ['x', 'y'], author: ana?._id ?? null },
      { title: 'Two', price: 20, tags: ['y'], author: ana?._id ?? null },
      { title: 'Three', price: 30, tags: [], author: bo?._id ?? null },
    ]);
    return { Author, Book };
  };

  test('populate references and virtuals', async () => {
    const { Author, Book } = await makeShop();
    const books = await Book.find()
      .sort({ price: 1 })
      .populate<{ author: { name: string } }>('author', 'name');
    expect(books.map((book) => book.author.name)).toEqual(['Ana', 'Ana', 'Bo']);
    const author = await Author.findOne({ name: 'Ana' }).populate({
      path: 'books',
      options: { sort: { title: -1 } },
    });
    expect(author?.get('books')).toMatchObject([{ title: 'Two' }, { title: 'One' }]);
  });

  test('count, estimate, distinct, exists and cursors work', async () => {
    const { Book } = await makeShop();
    expect(await Book.countDocuments({ price: { $gte: 20 } })).toBe(2);
    expect(await Book.estimatedDocumentCount()).toBe(3);
    expect((await Book.distinct('tags')).sort()).toEqual(['x', 'y']);
    expect(await Book.exists({ title: 'Nine' })).toBeNull();
    const titles: unknown[] = [];
    for await (const book of Book.find().sort('-price').cursor({ batchSize: 1 })) {
      titles.push(book.title);
    }
    expect(titles).toEqual(['Three', 'Two', 'One']);
  });

  test('aggregations join, facet and group', async () => {
    const { Book } = await makeShop();
    const [report] = await Book.aggregate([
      { $lookup: { from: 'authors', localField: 'author', foreignField: '_id', as: 'by' } },
      { $unwind: '$by' },
      {
        $facet: {
          perAuthor: [
            { $group: { _id: '$by.name', n: { $sum: 1 }, worth: { $sum: '$price' } } },
            { $sort: { _id: 1 } },
          ],
          perTag: [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
        },
      },
    ]);
    expect(report).toEqual({
      perAuthor: [
        { _id: 'Ana', n: 2, worth: 30 },
        { _id: 'Bo', n: 1, worth: 30 },
      ],
      perTag: [
        { _id: 'y', count: 2 },
        { _id: 'x', count: 1 },
      ],
    });
  });

  test('discriminators share a collection and are told apart by their key', async () => {
    const Event = db.model('Event', new Schema({ at: Number }, { discriminatorKey: 'kind' }));
    const Click = Event.discriminator('Click', new Schema({ url: String }));
    const Sale = Event.discriminator('Sale', new Schema({ total: Number }));
    await Click.create({ at: 1, url: '/' });
    await Sale.create([
      { at: 2, total: 5 },
      { at: 3, total: 6 },
    ]);
    expect(await Event.countDocuments()).toBe(3);
    expect(await Sale.countDocuments()).toBe(2);
    expect((await Event.findOne({ at: 1 }).orFail()).get('url')).toBe('/');
  });
});

describe('writes', () => {
  test('a duplicate of a unique key fails with E11000, in message and fields', async () => {
    const User = db.model('User', new Schema({ email: { type: String, unique: true } }));
    await User.init();
    await User.create({ email: 'a@b.c' });
    await expect(User.create({ email: 'a@b.c' })).rejects.toMatchObject({
      name: 'MongoServerError',
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'a@b.c' },
      message:
        'E11000 duplicate key error collection: app.users index: email_1 dup key: { email: "a@b.c" }',
    });
  });

  test('findOneAndUpdate upserts, and updates array elements by filter', async () => {
    const Stock = db.model(
      'Stock',
      new Schema({ sku: String, bins: [{ _id: false, name: String, n: Number }] }),
    );
    const made = await Stock.findOneAndUpdate(
      { sku: 's' },
      {
        $setOnInsert: {
          bins: [
            { name: 'a', n: 1 },
            { name: 'b', n: 9 },
          ],
        },
      },
      { upsert: true, returnDocument: 'after' },
    ).orFail();
    expect(made.bins).toHaveLength(2);
    const changed = await Stock.findOneAndUpdate(
      { sku: 's' },
      { $inc: { 'bins.$[low].n': 5 } },
      { arrayFilters: [{ 'low.n': { $lt: 5 } }], returnDocument: 'after' },
    )
      .lean()
      .orFail();
    expect(changed.bins).toEqual([
      { name: 'a', n: 6 },
      { name: 'b', n: 9 },
    ]);
    const raw = await Stock.findOneAndUpdate(
      { sku: 't' },
      { $set: { sku: 't' } },
      { upsert: true, includeResultMetadata: true },
    );
    expect(raw.lastErrorObject).toMatchObject({ updatedExisting: false, n: 1 });
    expect(raw.value).toBeNull();
  });

  test('bulkWrite and insertMany report how far they got', async () => {
    const Item = db.model('Item', new Schema({ _id: Number, n: Number }));
    const result = await Item.bulkWrite([
      { insertOne: { document: { _id: 1, n: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { n: 0 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { n: 7 } } },
      { deleteMany: { filter: { n: 2 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 2,
      modifiedCount: 2,
      upsertedCount: 1,
      deletedCount: 1,
    });
    const inserted = Item.insertMany([{ _id: 2 }, { _id: 3 }], { ordered: false });
    await expect(inserted).rejects.toMatchObject({ code: 11000, insertedDocs: [{ _id: 3 }] });
    expect(await Item.countDocuments()).toBe(2);
  });

  test('indexes are built and synchronized from the schema', async () => {
    const schema = new Schema({ a: Number, b: String, gone: Date });
    schema.index({ a: 1, b: -1 });
    schema.index({ b: 1 }, { unique: true, partialFilterExpression: { b: { $type: 'string' } } });
    schema.index({ gone: 1 }, { expireAfterSeconds: 60 });
    const Thing = db.model('Thing', schema, undefined, { overwriteModels: true });
    await Thing.init();
    await Thing.collection.createIndex({ old: 1 });
    expect(await Thing.diffIndexes()).toEqual({ toDrop: ['old_1'], toCreate: [] });
    expect(await Thing.syncIndexes()).toEqual(['old_1']);
    expect(await Thing.syncIndexes()).toEqual([]);
    expect(await Thing.listIndexes()).toMatchObject([
      { name: '_id_' },
      { name: 'a_1_b_-1' },
      { name: 'b_1', unique: true },
      { name: 'gone_1', expireAfterSeconds: 60 },
    ]);
  });
});

describe('transactions and change streams', () => {
  test('connection.transaction commits all or nothing, and resets documents', async () => {
    const Account = db.model('Account', new Schema({ name: String, balance: Number }));
    const [a, b] = await Account.create([
      { name: 'a', balance: 10 },
      { name: 'b', balance: 0 },
    ]);
    if (!a || !b) throw new Error('nothing was created');
    const move = (amount: number) =>
      db.transaction(async (session) => {
        await Account.updateOne({ _id: a._id }, { $inc: { balance: -amount } }, { session });
        await Account.updateOne({ _id: b._id }, { $inc: { balance: amount } }, { session });
        const low = await Account.exists({ balance: { $lt: 0 } }).session(session);
        if (low) throw new Error('overdrawn');
      });
    await move(4);
    await expect(move(40)).rejects.toThrow('overdrawn');
    const balances = await Account.find().sort('name').lean();
    expect(balances.map(({ balance }) => balance)).toEqual([6, 4]);

    const draft = new Account({ name: 'c', balance: 1 });
    await expect(
      db.transaction(async (session) => {
        await draft.save({ session });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(draft.isNew).toBe(true);
    expect(await Account.countDocuments()).toBe(2);
  });

  test('watch sees writes as they happen, with the full document on request', async () => {
    const Order = db.model('Order', new Schema({ status: String }));
    await Order.createCollection();
    const stream = Order.watch([{ $match: { operationType: { $in: ['insert', 'update'] } } }], {
      fullDocument: 'updateLookup',
    });
    const seen: unknown[] = [];
    const both = new Promise<void>((resolve, reject) => {
      stream.on('error', reject);
      stream.on('change', (change: { operationType: string; fullDocument?: unknown }) => {
        seen.push([change.operationType, change.fullDocument]);
        if (seen.length === 2) resolve();
      });
    });
    await new Promise((resolve) => stream.once('ready', resolve));
    const order = await Order.create({ status: 'new' });
    order.status = 'paid';
    await order.save();
    await both;
    await stream.close();
    expect(seen).toMatchObject([
      ['insert', { _id: order._id, status: 'new' }],
      ['update', { _id: order._id, status: 'paid' }],
    ]);
  });
});
