import type { Job } from '@trastienda/mongo';
import { createContact } from './create-contact.ts';
import { createMessageAdmin } from './create-message-admin.ts';
import { createNewsletter } from './create-newsletter.ts';
import { createNewsletterAdmin } from './create-newsletter-admin.ts';
import { createFormLoad } from './form-load.ts';
import type {
  FormOptions,
  FormService,
  MessageAdminService,
  NewsletterAdminService,
} from './form-services.ts';
import { createFormTokens } from './form-tokens.ts';
import { createEraseMessages, createEraseSubscribers } from './jobs/erase-forms.ts';
import { createKeyring } from './keyring.ts';

/** The services of forms, one for each router key, and their background jobs. */
export interface Forms {
  readonly forms: FormService;
  readonly messageAdmin: MessageAdminService;
  readonly newsletterAdmin: NewsletterAdminService;
  readonly jobs: readonly Job[];
}

/** Creates the forms of visitors, and the inbox and the subscribers for staff. */
export function createForms(options: FormOptions): Forms {
  const { database, clock } = options;
  const keyring = createKeyring(options.secrets);
  const tokens = createFormTokens(keyring, clock);
  const load = createFormLoad({
    ...{ rateLimits: database.rateLimits, clock },
    perMinute: options.formsPerMinute,
  });
  const deps = { ...options, keyring, tokens, load };
  return {
    forms: {
      token: async ({ form }) => tokens.issue(form, await load.proofBits()),
      ...createContact(deps),
      ...createNewsletter(deps),
    },
    messageAdmin: createMessageAdmin(options),
    newsletterAdmin: createNewsletterAdmin(deps),
    jobs: [
      createEraseMessages(options, options.messageRetentionDays),
      createEraseSubscribers(options),
    ],
  };
}
