// Counts its own runs in a database that outlives it. Run it several times, even concurrently:
// the first run starts the database server, the others connect to it.
import { resolve } from 'node:path';
import { keepEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';

const mongo = await keepEmbeddedMongo({
  dir: resolve('.data'),
  onLost: (error) => {
    console.error(error.message);
    process.exit(1);
  },
});
const client = await MongoClient.connect(mongo.uri);
const visits = client.db('example').collection('visits');

await visits.updateOne({ _id: 'runs' }, { $inc: { count: 1 } }, { upsert: true });
const { count } = await visits.findOne({ _id: 'runs' });
console.log(`${mongo.isStarted ? 'started' : 'found'} the database at ${mongo.uri}; run ${count}`);

await client.close();
// Stops watching the server. It exits by itself some seconds after its last connection has closed.
mongo.close();
