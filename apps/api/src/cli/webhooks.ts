import { parseArgs } from 'node:util';
import { systemClock } from '@trastienda/base';
import { createCipher } from '@trastienda/mongo';
import { createWebhooks, type SendingProgress, type Webhooks } from '@trastienda/shop';
import { Id, OPERATOR_ORIGIN, ResendWebhooksInput } from '@trastienda/shop-contract';
import { checkIndexes } from '../start/check-indexes.ts';
import { loadEncryptionKeys } from '../start/secrets/encryption-keys.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'Write: webhooks send ENDPOINT [--since TIME]';

function parseCall(args: readonly string[]) {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { since: { type: 'string' } },
  });
  const [action, endpoint, ...others] = positionals;
  if (action !== 'send' || endpoint === undefined || others.length > 0) throw new UsageError(USAGE);
  if (!Id.safeParse(endpoint).success) throw new UsageError(`${endpoint} is no id of an endpoint.`);
  const { since } = values;
  if (since === undefined) return { endpointId: endpoint, since: null };
  if (Number.isNaN(Date.parse(since))) throw new UsageError(`${since} is no time like 2026-01-31.`);
  return { endpointId: endpoint, since: new Date(since).toISOString() };
}

/** Schedules the events since a time again, batch by batch; returns how many. */
async function resendSince(
  { service }: Pick<Webhooks, 'service'>,
  endpointId: string,
  since: string,
): Promise<number> {
  let scheduled = 0;
  let cursor: string | undefined;
  do {
    const input = ResendWebhooksInput.parse({ endpointId, since, cursor });
    const batch = await service.resendSince(input, OPERATOR_ORIGIN);
    scheduled += batch.scheduled;
    cursor = batch.nextCursor ?? undefined;
    console.error(`${scheduled} deliveries scheduled`);
  } while (cursor !== undefined);
  return scheduled;
}

/** Reports at most once a second. */
function createReporter(total: number): (progress: SendingProgress) => void {
  let last = 0;
  return ({ delivered, failed }) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    console.error(`${delivered + failed} of ${total} sent, ${failed} failed`);
  };
}

/**
 * The command `webhooks send`: sends the deliveries of an endpoint that are not delivered, or all
 * events since a time, and waits for them. Exits with 1 when a delivery is still pending at the end.
 */
export const webhooksCommand: Command = {
  name: 'webhooks',
  usage: 'send ENDPOINT [--since TIME]',
  summary: 'send what an endpoint did not get, or again all events since a time',
  options: ['since'],
  run: (args) => {
    const { endpointId, since } = parseCall(args);
    return withDatabase(async ({ database, isEmbedded, config }) => {
      await checkIndexes(database, isEmbedded);
      const cipher = createCipher(await loadEncryptionKeys(config, database));
      const webhooks = createWebhooks({
        ...{ database, clock: systemClock, wake: () => {} },
        options: { cipher, local: config.webhooks.local },
      });
      const { operator } = webhooks;
      const scheduled =
        since === null
          ? await operator.restartUndelivered(endpointId)
          : await resendSince(webhooks, endpointId, since);
      const stopping = new AbortController();
      const stop = () => stopping.abort();
      process.once('SIGINT', stop);
      try {
        const sent = await operator.sendDue(endpointId, createReporter(scheduled), stopping.signal);
        const pending = await operator.countPending(endpointId);
        console.log(
          `${scheduled} deliveries scheduled; ${sent.delivered} sent from here, ${sent.failed} attempts failed; ${pending} pending.`,
        );
        if (pending > 0) console.log('A running server repeats those that are pending.');
        return pending === 0 ? 0 : 1;
      } finally {
        process.off('SIGINT', stop);
      }
    });
  },
};
