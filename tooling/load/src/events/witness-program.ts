// Handles all events of the shop under test in another process: witness-program.ts MONGODB_URI. It notes the
// last event of each aggregate, and each event that does not follow it.
import { inspect } from 'node:util';
import { isAppError } from '@trastienda/base';
import { createRelayWorker } from '@trastienda/mongo';
import { createWitness, openWitnessDatabase } from './witness.ts';

const [, , uri = ''] = process.argv;
const database = await openWitnessDatabase(uri);
const worker = createRelayWorker({
  database,
  consumers: [createWitness(database)],
  onFault({ job, error }) {
    // The transaction of a killed process blocks others for a while.
    const isTransient = isAppError(error) && error.definition.retryable;
    const level = isTransient ? 'warn' : 'error';
    console.error(JSON.stringify({ level, job, error: inspect(error) }));
  },
});
await worker.relay.register();
worker.start();
console.log('witnessing');
