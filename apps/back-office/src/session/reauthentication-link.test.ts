import { createClient, isClientError } from '@trastienda/shop-client';
import { createFakeFetch, fail } from '@trastienda/shop-client/testing';
import { expect, test } from 'vitest';
import { createReauthentication } from './reauthentication.ts';
import { reauthenticationLink } from './reauthentication-link.ts';

const email = 'ada@example.com';

/** A client whose server requires a recent sign-in until it has got one. */
function createOffice() {
  let isRecent = false;
  const sent: unknown[] = [];
  const fetch = createFakeFetch({
    'account.requestEmailChange': (input) => {
      sent.push(input);
      return isRecent ? { acknowledged: true as const } : fail('REAUTHENTICATION_REQUIRED', {});
    },
  });
  const reauthentication = createReauthentication();
  const client = createClient({
    url: 'http://shop.test',
    fetch,
    links: [reauthenticationLink(reauthentication)],
  });
  const prove = () => {
    isRecent = true;
    reauthentication.answer(true);
  };
  /** Resolves when the question is asked. */
  const asked = () =>
    new Promise<void>((resolve) => {
      if (reauthentication.isRequested()) return resolve();
      const stop = reauthentication.subscribe(() => {
        stop();
        resolve();
      });
    });
  return { client, reauthentication, prove, asked, sent };
}

test('A call that needs a recent sign-in is repeated after the proof, with the same input', async () => {
  const { client, prove, asked, sent } = createOffice();
  const revoked = client.account.requestEmailChange.mutate({ email });
  await asked();
  prove();
  await expect(revoked).resolves.toEqual({ acknowledged: true });
  expect(sent).toEqual([{ email }, { email }]);
});

test('A call fails as the server said when the person gives up', async () => {
  const { client, reauthentication, asked } = createOffice();
  const revoked = client.account.requestEmailChange.mutate({ email });
  await asked();
  reauthentication.answer(false);
  const error: unknown = await revoked.catch((reason: unknown) => reason);
  expect(isClientError(error, 'REAUTHENTICATION_REQUIRED')).toBe(true);
});

test('Calls at the same time share one question', async () => {
  const { client, prove, asked } = createOffice();
  const calls = [{ email }, { email: 'ben@example.com' }].map((input) =>
    client.account.requestEmailChange.mutate(input),
  );
  await asked();
  prove();
  await expect(Promise.all(calls)).resolves.toHaveLength(2);
});

test('A proof that the server does not accept as recent does not ask forever', async () => {
  const { client, reauthentication, asked, sent } = createOffice();
  const revoked = client.account.requestEmailChange.mutate({ email });
  await asked();
  reauthentication.answer(true);
  await expect(revoked).rejects.toThrow();
  expect(sent).toHaveLength(2);
});
