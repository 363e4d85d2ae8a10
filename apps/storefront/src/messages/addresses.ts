import type { AreaTexts } from '../i18n/text-types.ts';
import { addressesEn } from './addresses.en.ts';
import { addressesEs } from './addresses.es.ts';

/** Texts of forms with an address. */
export const addressesTexts = { es: addressesEs, en: addressesEn } satisfies AreaTexts;
