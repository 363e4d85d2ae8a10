import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createMemoryTokenStorage } from '@trastienda/shop-client';
import { endChild, type RunningProgram, stopEmbedded } from '@trastienda/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { runCommand } from '../testing/run-command.ts';
import { runProgram } from '../testing/run-program.ts';
import { STAFF_TOKEN } from '../testing/test-app-options.ts';

let dataDir: string;
const running: RunningProgram[] = [];
/** How often each webhook has arrived, by its id. */
const received = new Map<string, number>();
const receiver = createServer((request, response) => {
  const id = String(request.headers['webhook-id']);
  received.set(id, (received.get(id) ?? 0) + 1);
  request.resume();
  response.writeHead(204).end();
});

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-webhooks-'));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const { child } of running.splice(0)) await endChild(child);
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
  await new Promise((resolve) => receiver.close(resolve));
});

function run(...call: Parameters<typeof runProgram>): RunningProgram {
  const program = runProgram(...call);
  running.push(program);
  return program;
}

/** Starts a checkout of a new guest. */
async function startCheckout(url: string): Promise<void> {
  const guest = createClient({ url, guest: createMemoryTokenStorage() });
  const { items } = await guest.catalog.list.query({ inStock: true, limit: 1 });
  const { variants } = await guest.catalog.get.query({ slug: items[0]?.slug ?? '' });
  await guest.cart.add.mutate({ sku: variants.find(({ isInStock }) => isInStock)?.sku ?? '' });
  const address = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };
  const { shippingOptions } = await guest.checkout.preview.query({ country: 'ES' });
  await guest.checkout.start.mutate({
    email: 'ana@example.com',
    shippingAddress: address,
    shippingMethodId: shippingOptions[0]?.id ?? null,
  });
}

test('A command sends the events since a time again beside a running server, and waits for them', async () => {
  const env = {
    ...{ PORT: '0', TRASTIENDA_DATA_DIR: dataDir },
    TRASTIENDA_STAFF_TOKEN_SHA256: hashStaffToken(STAFF_TOKEN),
  };
  const server = run('main.js', [], env);
  const [, url = ''] = await server.waitFor(/"url":"([^"]+)"/);
  const staff = createClient({ url, token: STAFF_TOKEN });
  // Before there is an endpoint.
  for (let count = 0; count < 3; count += 1) await startCheckout(url);
  const isDone = async () => {
    const { items } = await staff.admin.events.consumers.query();
    return items.find(({ name }) => name === 'webhook-deliveries')?.pending === 0;
  };
  await expect.poll(isDone, { timeout: 60_000 }).toBe(true);
  const { port } = receiver.address() as AddressInfo;
  const { endpoint } = await staff.admin.webhooks.create.mutate({
    ...{ url: `http://127.0.0.1:${port}/`, description: 'ERP' },
  });
  const call = ['webhooks', 'send', endpoint.id];
  const sent = run('cli.js', [...call, '--since', '2020-01-01'], env);
  expect(await sent.ended).toBe(0);
  const [, scheduled] = /^(\d+) deliveries scheduled; .* 0 pending\.$/m.exec(sent.output()) ?? [];
  expect(Number(scheduled)).toBeGreaterThanOrEqual(3);
  expect(received.size).toBe(Number(scheduled));
  expect([...received.values()].every((count) => count === 1)).toBe(true);

  const nothing = run('cli.js', call, env);
  expect(await nothing.ended).toBe(0);
  expect(nothing.output()).toContain(
    '0 deliveries scheduled; 0 sent from here, 0 attempts failed; 0 pending.',
  );

  await staff.admin.webhooks.disable.mutate({ id: endpoint.id });
  const disabled = run('cli.js', call, env);
  expect(await disabled.ended).toBe(1);
  expect(disabled.output()).toContain('The webhook endpoint is disabled');
});

test('A command that is called incorrectly says what to write', async () => {
  for (const [args, message] of [
    [['webhooks'], 'Write: webhooks send ENDPOINT [--since TIME]'],
    [['webhooks', 'send', 'x'], 'x is no id of an endpoint.'],
    [['webhooks', 'send', 'a'.repeat(24), '--since', 'soon'], 'soon is no time like 2026-01-31.'],
  ] as const) {
    const outcome = await runCommand(args, { TRASTIENDA_DATA_DIR: dataDir });
    expect(outcome).toEqual([2, `${message}\n`]);
  }
});
