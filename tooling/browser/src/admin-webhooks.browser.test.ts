import { once } from 'node:events';
import { createServer } from 'node:http';
import { useStarted } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openOffice } from './open-office.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open } = await useBrowser();
const owner = await shop.createAccount('owner');

/** A system that gets webhooks, and refuses those of a kind until it is repaired. */
async function startReceiver() {
  const received: { readonly id: unknown; readonly type: string }[] = [];
  let isBroken = false;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { type } = JSON.parse(body) as { type: string };
    received.push({ id: request.headers['webhook-id'], type });
    response.statusCode = isBroken ? 503 : 200;
    response.end(isBroken ? 'closed for stocktaking' : 'thank you');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    received,
    url: `http://127.0.0.1:${port}/hooks`,
    setBroken(isNow: boolean) {
      isBroken = isNow;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const receiver = await useStarted(startReceiver);

test('A webhook goes from its creation, with a secret that is shown once, to a delivery that is sent again', async () => {
  const page = await openOffice(open, owner, '/webhooks');
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await button('Añadir destino').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Dirección').fill(receiver.url);
  await dialog.getByLabel('Descripción').fill('Almacén');
  await dialog.getByLabel('discount.created').check();
  await dialog.getByRole('button', { name: 'Añadir destino' }).click();
  const secret = page.getByLabel('Secreto', { exact: true });
  expect(await secret.inputValue()).toMatch(/^whsec_/);
  // All of it is in sight, on a phone too.
  const desktop = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const hidden = await secret.evaluate((box) => [
    box.scrollWidth - box.clientWidth,
    box.scrollHeight - box.clientHeight,
    box.scrollTop,
  ]);
  expect(hidden).toEqual([0, 0, 0]);
  if (desktop !== null) await page.setViewportSize(desktop);
  await button('Lo he guardado').click();
  await page.getByRole('heading', { level: 1, name: 'Almacén' }).waitFor();
  expect(await page.getByText('whsec_').count()).toBe(0);

  await button('Enviar prueba').click();
  await page.getByText('La prueba ha llegado').waitFor();
  await page.getByText('thank you').waitFor();
  await page.keyboard.press('Escape');
  expect(receiver.received).toMatchObject([{ type: 'webhook.test' }]);

  receiver.setBroken(true);
  await shop.staff.admin.discounts.create.mutate({
    title: 'Para el almacén',
    code: 'ALMACEN',
    effect: { kind: 'free-shipping' },
  });
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBeGreaterThan(1);
  await page.reload();
  await button('discount.created').click();
  await page.getByText('closed for stocktaking').first().waitFor();
  await page.getByText('Rechazado por su estado').first().waitFor();

  receiver.setBroken(false);
  await button('Enviar de nuevo').click();
  await page.getByText('thank you').waitFor();
  await page.getByRole('dialog').getByText('Entregada').waitFor();
  const ids = receiver.received.filter(({ type }) => type === 'discount.created');
  expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
});

test('An endpoint is edited, gets another secret, is disabled and deleted', async () => {
  const { endpoint } = await shop.staff.admin.webhooks.create.mutate({
    url: receiver.url,
    description: 'Contabilidad',
    eventTypes: ['order.placed'],
  });
  const page = await openOffice(open, owner, `/webhooks/${endpoint.id}`);
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Más acciones' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Editar');
  await page.getByLabel('Pedidos', { exact: true }).check();
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('order.fulfilled').waitFor();

  await choose('Cambiar secreto');
  await page.getByLabel('Firmar con ambos durante').fill('2');
  await page.getByRole('button', { name: 'Cambiar secreto' }).click();
  expect(await page.getByLabel('Secreto', { exact: true }).inputValue()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Lo he guardado' }).click();
  await page.getByText('El secreto anterior acaba').waitFor();

  await choose('Apagar');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Apagar' }).click();
  await page.getByText('Apagado', { exact: true }).waitFor();
  await choose('Activar');
  await page.getByText('«Contabilidad» está activo.').waitFor();
  await choose('Eliminar');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Eliminar' }).click();
  await page.waitForURL(/\/admin\/webhooks$/);
});
