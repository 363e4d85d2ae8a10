import type { AreaTexts } from '../i18n/text-types.ts';
import { authEn } from './auth.en.ts';
import { authEs } from './auth.es.ts';
import { formsEn } from './forms.en.ts';
import { formsEs } from './forms.es.ts';

/** Texts of sign-in, sign-up and the pages that emails about accounts link to. */
export const authTexts = {
  es: { ...authEs, ...formsEs },
  en: { ...authEn, ...formsEn },
} satisfies AreaTexts;
