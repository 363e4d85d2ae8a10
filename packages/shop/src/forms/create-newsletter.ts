import { ConflictError } from '@trastienda/mongo';
import { type CallOrigin, type NewsletterInput, ShopError } from '@trastienda/shop-contract';
import {
  type Database,
  emailKey,
  type StoredConsent,
  type SubscriberState,
} from '@trastienda/shop-db';
import type { FormOptions, FormService } from './form-services.ts';
import {
  hashConfirmation,
  newConfirmationSecret,
  readUnsubscribeToken,
  unsubscribeTokenOf,
} from './newsletter-links.ts';
import { type ReceiveDeps, receiveForm } from './receive-form.ts';

const DAY_MS = 86_400_000;
const CONFIRM_MINUTES = 3 * 24 * 60;
/** How long an unconfirmed request is kept; longer than its link works. */
const PENDING_DAYS = 7;
/** How long an owner who declines a request that a stranger made gets no others. */
const SILENT_DAYS = 365;
/** Consents that are kept; more than an address has unless strangers request it again and again. */
const MAX_CONSENTS = 20;

export interface NewsletterDeps
  extends ReceiveDeps,
    Pick<FormOptions, 'emails' | 'locale' | 'subscriberRetentionDays' | 'unsubscribeUrl'> {
  readonly database: Database;
}

type Change = Partial<Omit<SubscriberState, 'id' | 'revision' | 'consents'>>;

/** Caps the list; requests go first, because strangers can make them. */
function capped(consents: readonly StoredConsent[]): readonly StoredConsent[] {
  if (consents.length <= MAX_CONSENTS) return consents;
  const oldest = consents.findIndex(({ kind }) => kind === 'requested');
  return consents.toSpliced(Math.max(oldest, 0), 1);
}

/** Adds a consent and other changes to a subscriber. */
function changed(before: SubscriberState, consent: StoredConsent, change: Change): SubscriberState {
  return {
    ...before,
    ...change,
    consents: capped([...before.consents, consent]),
    updatedAt: consent.at,
    revision: before.revision + 1,
  };
}

/** Creates the use cases of the newsletter, with double opt-in; see docs/FORMS.md. */
export function createNewsletter(
  deps: NewsletterDeps,
): Pick<FormService, 'newsletter' | 'confirmNewsletter' | 'unsubscribe' | 'unsubscribeOneClick'> {
  const { database, clock, keyring, emails } = deps;
  const { subscribers } = database;

  const write = async (subscriber: SubscriberState): Promise<void> => {
    const isWritten = await subscribers.write(subscriber);
    if (!isWritten) throw new ConflictError(`The subscriber ${subscriber.id} has changed.`);
  };

  const linksOf = ({ id }: Pick<SubscriberState, 'id'>) => {
    const unsubscribeToken = unsubscribeTokenOf(keyring, id);
    return { unsubscribeToken, unsubscribeUrl: deps.unsubscribeUrl(unsubscribeToken) };
  };

  /** Records a request within the caller's transaction, and asks the owner of the address. */
  const request = async (input: NewsletterInput, { network }: CallOrigin): Promise<void> => {
    const { email, textVersion } = input;
    const at = clock.now();
    const [addressHash, ...formerHashes] = keyring.hashesOf('newsletter address', emailKey(email));
    const found = await subscribers.findByAddress([addressHash, ...formerHashes]);
    const locale = input.locale ?? deps.locale;
    const secret = newConfirmationSecret();
    const isSilent = (found?.silentUntil ?? at) > at;
    const isDecoy = found !== null && (found.status === 'subscribed' || isSilent);
    const id = found?.id ?? subscribers.newId(at);
    if (isDecoy) {
      await write({ ...found, revision: found.revision + 1 });
    } else {
      const empty = {
        id,
        consents: [],
        silentUntil: null,
        createdAt: at,
        updatedAt: at,
        revision: 0,
      };
      const consent = { kind: 'requested', at, network, textVersion, via: 'form' } as const;
      const change = {
        ...{ addressHash, email, locale },
        status: 'pending',
        confirmation: {
          hash: hashConfirmation(secret),
          expiresAt: new Date(at.getTime() + CONFIRM_MINUTES * 60_000),
          textVersion,
        },
        eraseAt: new Date(at.getTime() + PENDING_DAYS * DAY_MS),
      } as const;
      await write(changed({ ...empty, ...change, ...found }, consent, change));
    }
    // Sent to the typed address. A decoy does the same work, so that the time reveals nothing.
    await emails.enqueue({
      to: { email, name: '' },
      locale,
      content: {
        template: 'newsletter-confirm',
        token: secret,
        expiresInMinutes: CONFIRM_MINUTES,
        ...linksOf({ id }),
      },
      ...(isDecoy && { isDecoy }),
    });
  };

  const withdraw = async (
    token: string,
    network: string | null,
    via: 'link' | 'one-click',
  ): Promise<void> => {
    const id = readUnsubscribeToken(keyring, token);
    if (id === null) throw new ShopError('LINK_INVALID');
    await database.transaction(async () => {
      const found = await subscribers.find(id);
      // An unconfirmed request is erased after some days: nothing is left to withdraw.
      if (found === null || found.status === 'unsubscribed') return;
      const at = clock.now();
      const after = (days: number) => new Date(at.getTime() + days * DAY_MS);
      const consent = { kind: 'withdrawn', at, network, textVersion: null, via } as const;
      const change = {
        status: 'unsubscribed',
        confirmation: null,
        silentUntil: found.status === 'pending' ? after(SILENT_DAYS) : null,
        eraseAt: after(deps.subscriberRetentionDays),
      } as const;
      await write(changed(found, consent, change));
    });
  };

  return {
    newsletter: (input, origin) =>
      receiveForm(deps, 'newsletter', input, () => request(input, origin)),

    async confirmNewsletter({ token }, { network }) {
      await database.transaction(async () => {
        const at = clock.now();
        const found = await subscribers.findByConfirmation(hashConfirmation(token));
        if (found?.email == null || found.confirmation === null) {
          throw new ShopError('LINK_INVALID');
        }
        const { confirmation, email, locale } = found;
        if (confirmation.expiresAt <= at) throw new ShopError('LINK_INVALID');
        // The link was followed before: people click twice.
        if (found.status === 'subscribed') return;
        const { textVersion } = confirmation;
        const consent = { kind: 'confirmed', at, network, textVersion, via: 'link' } as const;
        const change = { status: 'subscribed', silentUntil: null, eraseAt: null } as const;
        await write(changed(found, consent, change));
        const content = { template: 'newsletter-subscribed', ...linksOf(found) } as const;
        await emails.enqueue({ to: { email, name: '' }, locale, content });
      });
      return { status: 'subscribed' };
    },

    async unsubscribe({ token }, { network }) {
      await withdraw(token, network, 'link');
      return { status: 'unsubscribed' };
    },

    async unsubscribeOneClick({ token }) {
      await withdraw(token, null, 'one-click');
      return { status: 'unsubscribed' };
    },
  };
}
