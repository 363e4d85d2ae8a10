import type { AreaTexts } from '../i18n/text-types.ts';
import { accountEn } from './account.en.ts';
import { accountEs } from './account.es.ts';
import { authEn } from './auth.en.ts';
import { authEs } from './auth.es.ts';
import { formsEn } from './forms.en.ts';
import { formsEs } from './forms.es.ts';

/** Texts of the pages of an account. */
export const accountTexts = {
  es: { ...accountEs, ...authEs, ...formsEs },
  en: { ...accountEn, ...authEn, ...formsEn },
} satisfies AreaTexts;
