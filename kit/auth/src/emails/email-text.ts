import type { EmailLanguage as Language } from '@trastienda/emails';
import type { AccountEmailContent } from './email.ts';

/** The texts of emails about accounts in one language. */
export type EmailLanguage = Language<AccountEmailContent>;
