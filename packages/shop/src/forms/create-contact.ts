import type { Clock } from '@trastienda/base';
import type { ContactInput, Locale } from '@trastienda/shop-contract';
import type { Database, MessageState } from '@trastienda/shop-db';
import type { FormOptions, FormService } from './form-services.ts';
import { type ReceiveDeps, receiveForm } from './receive-form.ts';

/** More links than a question has. */
const MANY_LINKS = 3;
const LINKS = /https?:\/\/|www\.|\[url|<a\s/gi;

/** Notices about messages to staff; the inbox has all of them. */
const NOTICES = { name: 'message-notices', points: 60, seconds: 3600 };

/** Returns true for messages with many links, which are probably advertising. */
function hasManyLinks(text: string): boolean {
  return (text.match(LINKS)?.length ?? 0) >= MANY_LINKS;
}

interface ContactDeps extends ReceiveDeps, Pick<FormOptions, 'emails' | 'staff' | 'locale'> {
  readonly database: Database;
}

function newMessage(
  { messages }: Pick<Database, 'messages'>,
  clock: Clock,
  { name, email, message, orderNumber, locale }: ContactInput,
  shopLocale: Locale,
): MessageState {
  const at = clock.now();
  return {
    id: messages.newId(at),
    receivedAt: at,
    updatedAt: at,
    status: 'open',
    ...{ name, email, message, orderNumber: orderNumber ?? null },
    locale: locale ?? shopLocale,
    isFlagged: hasManyLinks(message),
    answers: [],
    revision: 1,
  };
}

/** Creates the use case that receives messages. */
export function createContact(deps: ContactDeps): Pick<FormService, 'contact'> {
  const { database, clock, emails, staff, locale } = deps;

  const notify = async (to: string, message: MessageState): Promise<void> => {
    const { id, name, email, orderNumber, isFlagged } = message;
    await emails.enqueue({
      to: { email: to, name: '' },
      locale,
      content: {
        template: 'message-received',
        ...{ messageId: id, name, email, message: message.message, orderNumber, isFlagged },
      },
    });
  };

  return {
    async contact(input) {
      // Outside of the transaction: its attempts must not count several times.
      let mayNotify: boolean | undefined;
      return receiveForm(deps, 'contact', input, async () => {
        const message = newMessage(database, clock, input, locale);
        await database.messages.insert(message);
        if (staff.length === 0) return;
        mayNotify ??= (await database.rateLimits.consume(NOTICES, 'all')).isAllowed;
        if (!mayNotify) return;
        for (const to of staff) await notify(to, message);
      });
    },
  };
}
