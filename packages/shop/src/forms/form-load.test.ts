import type { ContactInput } from '@trastienda/shop-contract';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { proofBitsAt } from './form-load.ts';
import { solve, useTestForms } from './testing/use-test-forms.ts';

const shop = await useTestForms();
const { forms, messageAdmin, proof } = shop;

beforeEach(() => shop.reset());

let count = 0;

/** Fields of a new visitor. */
function fields() {
  count += 1;
  return { name: 'Ana', email: `ana${count}@example.com`, message: 'Hello' };
}

const send = async (others: Partial<ContactInput> = {}) =>
  forms.contact({ ...(await proof('contact')), ...fields(), ...others });

const stored = async () => (await messageAdmin.list({ limit: 24 })).items.length;
const UNSOLVED = { reason: 'FORM_TOKEN_REJECTED', details: { problem: 'unsolved' } };

describe('when all processes together receive more forms than usual', () => {
  const busy = shop.openProcess({ formsPerMinute: 3 });
  const other = shop.openProcess({ formsPerMinute: 3 });

  async function flood(): Promise<void> {
    for (let index = 0; index < 4; index += 1) await send({ website: 'spam' });
  }

  test('a token requires a proof of work, and the form is accepted with it', async () => {
    expect(await busy.forms.token({ form: 'contact' })).toMatchObject({ proofBits: 0 });
    await flood();
    const { token, proofBits } = await other.forms.token({ form: 'contact' });
    expect(proofBits).toBeGreaterThan(0);
    shop.advance(3);
    const sent = { token, ...fields() };
    await expect(busy.forms.contact(sent)).rejects.toMatchObject(UNSOLVED);
    const wrong = busy.forms.contact({ ...sent, solution: 'no' });
    await expect(wrong).rejects.toMatchObject(UNSOLVED);
    expect(await stored()).toBe(0);
    await busy.forms.contact({ ...sent, solution: solve(token, proofBits) });
    expect(await stored()).toBe(1);
  });

  test.each([0, 15, 30, 45, 50, 53, 56, 59])(
    'it does not matter that a minute is %i seconds old at the beginning of the burst',
    async (seconds) => {
      shop.alignTo(seconds);
      await flood();
      const { proofBits } = await busy.forms.token({ form: 'contact' });
      expect(proofBits).toBeGreaterThan(0);
    },
  );

  test('a proof is still required while forms without one keep coming', async () => {
    await flood();
    for (let index = 0; index < 40; index += 1) {
      const { token } = await shop.forms.token({ form: 'contact' });
      shop.advance(6);
      const refused = busy.forms.contact({ token, ...fields() });
      await expect(refused).rejects.toMatchObject(UNSOLVED);
    }
    expect(await stored()).toBe(0);
  });

  test('forms without a token do not count', async () => {
    for (let index = 0; index < 10; index += 1) {
      const refused = busy.forms.contact({ token: 'none', ...fields() });
      await expect(refused).rejects.toMatchObject({ details: { problem: 'invalid' } });
    }
    expect(await busy.forms.token({ form: 'contact' })).toMatchObject({ proofBits: 0 });
  });

  test('a token from before is not enough', async () => {
    const { token } = await busy.forms.token({ form: 'contact' });
    await flood();
    const late = other.forms.contact({ token, ...fields() });
    await expect(late).rejects.toMatchObject(UNSOLVED);
    expect(await stored()).toBe(0);
  });

  test('no proof is required two minutes later', async () => {
    await flood();
    shop.advance(120);
    expect(await busy.forms.token({ form: 'contact' })).toMatchObject({ proofBits: 0 });
    await busy.forms.contact({ ...(await proof('contact')), ...fields() });
    expect(await stored()).toBe(1);
  });
});

describe('the proof of work', () => {
  test('is never easier under more load, and stays possible for a slow device', () => {
    const loads = fc.nat(1_000_000);
    fc.assert(
      fc.property(loads, loads, fc.nat(1000), (one, another, perMinute) => {
        const less = proofBitsAt(Math.min(one, another), perMinute);
        const more = proofBitsAt(Math.max(one, another), perMinute);
        expect(less).toBeLessThanOrEqual(more);
        expect(more).toBeLessThanOrEqual(18);
      }),
    );
  });

  test('begins above the limit, and is always required with a limit of 0', () => {
    expect(proofBitsAt(30, 30)).toBe(0);
    expect(proofBitsAt(31, 30)).toBe(14);
    expect(proofBitsAt(60, 30)).toBe(15);
    expect(proofBitsAt(0, 0)).toBe(14);
  });
});
