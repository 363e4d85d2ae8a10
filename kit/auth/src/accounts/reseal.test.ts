import { describe, expect, test } from 'vitest';
import { FIRST_KEY, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

const SECOND_KEY = { id: 'second', key: new Uint8Array(32).fill(2) };

describe('a new key', () => {
  test('reseals all secrets of authenticators, so that the old key can be removed', async () => {
    const person = await fixture.person();
    const device = await enrollTotp(fixture, person.actor, person.origin);
    await fixture.account.startTotp((await fixture.person()).actor, VISITOR);
    const both = fixture.another({ config: { encryptionKeys: [SECOND_KEY, FIRST_KEY] } });
    const only = fixture.another({ config: { encryptionKeys: [SECOND_KEY] } });
    const signIn = async (code: string) => {
      const begun = await only.auth.signIn({ email: person.email, password: PASSWORD }, VISITOR);
      const challenge = begun.kind === 'second-factor' ? begun.required.challenge : '';
      return only.auth.completeSignIn({ challenge, secondFactor: { code } }, VISITOR);
    };

    expect(await only.operator.reseal()).toEqual({
      resealed: 0,
      byKey: { first: 2 },
      unopenable: 2,
    });
    await expect(signIn(device.code())).rejects.toMatchObject({
      reason: 'INTERNAL',
      cause: { message: expect.stringMatching(/second factor of account .* key 'first'/) },
    });

    expect(await both.operator.reseal()).toEqual({
      resealed: 2,
      byKey: { second: 2 },
      unopenable: 0,
    });
    expect(await signIn(device.code())).toMatchObject({ kind: 'started' });
    expect((await both.operator.reseal()).resealed).toBe(0);
  });
});
