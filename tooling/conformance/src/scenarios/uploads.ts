import assert from 'node:assert/strict';
import { createImportForm } from '@trastienda/shop-client';
import { at } from '@trastienda/testing';
import { failsWith, jsonOf, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post, type Shop } from './shop.ts';

/** Lines of a product CSV; `rows` products with a description that fills some kilobytes. */
function csvOf(runId: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `print-${row}-${runId}`,
      `Print ${row} ${runId}`,
      `<p>${'paper '.repeat(400)}ñ €</p>`,
      `PRINT-${row}-${runId}`.toUpperCase(),
      `${10 + row}.50`,
    ].join(','),
  );
  return ['Handle,Title,Body (HTML),Variant SKU,Variant Price', ...lines, ''].join('\n');
}

/** Form data. */
export async function checkUploads(suite: Suite, { staff, staffHeaders }: Shop): Promise<void> {
  const { test, send, runId } = suite;
  const upload = (path: string, form: FormData) =>
    send(path, {
      method: 'POST',
      headers: { authorization: staffHeaders.authorization ?? '' },
      body: form,
    });

  await test('a file of several packets is imported', async () => {
    const file = new Blob([csvOf(runId, 40)], { type: 'text/csv' });
    const report = await staff.admin.products.import.mutate(createImportForm(file, 'prints.csv'));
    assert.equal(report.created, 40);
    assert.equal(report.rejected, 0);
  });

  await test('a file is imported over REST, and again without a change', async () => {
    const form = createImportForm(new Blob([csvOf(runId, 40)]), 'prints.csv');
    const body = await jsonOf(await upload('/api/admin/products/import', form));
    assert.equal(at(body, 'created'), 0);
  });

  await test('a file that is no product CSV is rejected, and where', async () => {
    const file = new Blob(['Name,Price\nMug,1\n']);
    const call = staff.admin.products.import.mutate(createImportForm(file, 'wrong.csv'));
    await failsWith(call, 'IMPORT_FILE_INVALID');
  });

  await test('a form without a file is invalid', async () => {
    const form = new FormData();
    form.append('replaceVariants', 'true');
    await rejects(await upload('/trpc/admin.products.import', form), 400, 'INPUT_INVALID');
  });

  await test('a form that cannot be parsed is malformed', async () => {
    const response = await send('/trpc/admin.products.import', {
      method: 'POST',
      headers: { ...staffHeaders, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'no form at all',
    });
    await rejects(response, 400, 'REQUEST_MALFORMED');
  });

  await test('a form is accepted by imports only, and JSON by all others only', async () => {
    const form = createImportForm(new Blob(['x']), 'x.csv');
    await rejects(await upload('/trpc/admin.products.create', form), 415, 'MEDIA_UNSUPPORTED');
    const json = await send('/trpc/admin.products.import', post({}, staffHeaders));
    await rejects(json, 415, 'MEDIA_UNSUPPORTED');
  });

  await test('a form of an anonymous caller is rejected', async () => {
    const form = createImportForm(new Blob([csvOf(runId, 1)]), 'prints.csv');
    const response = await send('/trpc/admin.products.import', { method: 'POST', body: form });
    await rejects(response, 401, 'ACTOR_UNAUTHENTICATED');
  });
}
