import type { AreaTexts } from '../i18n/texts.ts';
import { contactEn } from './contact.en.ts';
import { contactEs } from './contact.es.ts';

/** Texts of the contact page. */
export const contactTexts = { es: contactEs, en: contactEn } satisfies AreaTexts;
