import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { createStored } from '../browser/stored.ts';
import { useStored } from '../browser/use-stored.ts';
import { client } from '../session/api.ts';

/** The name that the API had last, so that the next visit begins with it. */
const shopName = createStored('shopName', (value) =>
  typeof value === 'string' && value !== '' ? value : null,
);

let isAsked = false;

/** Asks once per visit; a failure is no reason to show anything, and the next page asks again. */
async function readName(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  try {
    shopName.set((await client.shop.settings.query()).name);
  } catch {
    isAsked = false;
  }
}

/** Returns the shop's name. The sign-in has it, too: it needs no account. */
export function useShopName(): string {
  const t = useTranslations('shell');
  const name = useStored(shopName);
  useEffect(() => {
    void readName();
  }, []);
  return name ?? t('name');
}
