import type { AreaTexts } from '../i18n/text-types.ts';
import { failuresEn } from './failures.en.ts';
import { failuresEs } from './failures.es.ts';

/** Texts of failed calls about a purchase. */
export const failuresTexts = { es: failuresEs, en: failuresEn } satisfies AreaTexts;
