import type { AreaTexts } from '../i18n/text-types.ts';
import { contactEn } from './contact.en.ts';
import { contactEs } from './contact.es.ts';

/** Texts of the contact page. */
export const contactTexts = { es: contactEs, en: contactEn } satisfies AreaTexts;
