// Writes to two collections in one transaction. A test makes the second write hang, and kills it.
import { MongoClient } from 'mongodb';

const client = await MongoClient.connect(process.argv[2]);
const session = client.startSession();
session.startTransaction();
await client.db().collection('notes').insertOne({ _id: 5 }, { session });
process.stdout.write('written one\n');
await client.db().collection('tags').insertOne({ _id: 5 }, { session });
process.stdout.write('written both\n');
