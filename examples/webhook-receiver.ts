// Registers an endpoint with the shop, verifies the webhooks that arrive, and prints each event once,
// until it is stopped; against a server that `npm start` has started:
// npm run example:webhooks [URL] [STAFF TOKEN]
// The staff token is read from the server's data directory, TRASTIENDA_DATA_DIR, unless it is given.
import { createClient, isClientError } from '@trastienda/shop-client';
import { readStaffToken } from './read-staff-token.ts';
import { receiveWebhooks } from './receive-webhooks.ts';

const [url = 'http://127.0.0.1:3000', givenToken] = process.argv.slice(2);
const token = givenToken ?? (await readStaffToken('npm run example:webhooks'));
const staff = createClient({ url, token });

try {
  const receiver = await receiveWebhooks({
    staff,
    onWebhook: ({ type, data }) =>
      console.log(data.at, type, data.aggregateId, data.sequence, JSON.stringify(data.data)),
    onRejected: (reason) => console.error('rejected:', reason),
  });
  console.log(`Receiving webhooks at ${receiver.url}. Buy something: npm run example:buy`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void receiver.close().catch(() => {}));
  }
} catch (error) {
  if (!isClientError(error)) throw error;
  if (error.data) console.error(error.data.reason, error.data.details);
  else console.error(`${url} did not answer (${error.message}). Start the server with npm start.`);
  process.exitCode = 1;
}
