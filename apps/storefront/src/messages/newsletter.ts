import type { AreaTexts } from '../i18n/text-types.ts';
import { authEn } from './auth.en.ts';
import { authEs } from './auth.es.ts';
import { formsEn } from './forms.en.ts';
import { formsEs } from './forms.es.ts';
import { newsletterEn } from './newsletter.en.ts';
import { newsletterEs } from './newsletter.es.ts';

/** Texts of the pages that emails of the newsletter link to. */
export const newsletterTexts = {
  es: { ...newsletterEs, ...authEs, ...formsEs },
  en: { ...newsletterEn, ...authEn, ...formsEn },
} satisfies AreaTexts;
