import type { Clock, Fallible, Keyed } from '@trastienda/base';
import type { EmailQueue } from '@trastienda/emails';
import type {
  AnswerMessageInput,
  CallOrigin,
  ConfirmNewsletterInput,
  ContactInput,
  ExportSubscribersInput,
  FormReceived,
  FormToken,
  FormTokenInput,
  ListMessagesInput,
  ListSubscribersInput,
  Locale,
  MessageDeleted,
  MessageIdInput,
  MessagePage,
  MessageView,
  NewsletterConfirmed,
  NewsletterInput,
  SubscriberExport,
  SubscriberPage,
  Unsubscribed,
  UnsubscribeInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { FormEmailContent } from './emails/form-email.ts';
import type { FormSecrets } from './keyring.ts';

/** Settings of forms. */
export interface FormOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly emails: EmailQueue<FormEmailContent>;
  readonly secrets: FormSecrets;
  /** Language of emails to visitors who have chosen none, and to staff. */
  readonly locale: Locale;
  /** Addresses that get notices of new messages; the first one gets the replies to answers. */
  readonly staff: readonly string[];
  /** Submissions of all visitors per minute above which forms need a proof of work. */
  readonly formsPerMinute: number;
  /** How long an unchanged message is kept. */
  readonly messageRetentionDays: number;
  /** How long an address is kept after its withdrawal. */
  readonly subscriberRetentionDays: number;
  /** Returns the URL that ends a subscription with one POST (RFC 8058). */
  readonly unsubscribeUrl: (token: string) => string;
}

/** Forms that visitors send without an account. */
export interface FormService {
  /** Returns a token for a form that is about to be shown. */
  token(input: FormTokenInput): Promise<FormToken>;
  /**
   * Stores a message and notifies staff. Spam is answered like any other message, and discarded.
   * @throws {ShopError} FORM_TOKEN_REJECTED.
   * @throws {ShopError} RATE_LIMITED when the address has sent too many.
   */
  contact(input: ContactInput): Fallible<FormReceived, 'FORM_TOKEN_REJECTED'>;
  /**
   * Asks the owner of an address by email whether they want the newsletter. The answer does not
   * depend on whether they have it.
   * @throws {ShopError} FORM_TOKEN_REJECTED.
   * @throws {ShopError} RATE_LIMITED when the address was used too often.
   */
  newsletter(
    input: NewsletterInput,
    origin: CallOrigin,
  ): Fallible<FormReceived, 'FORM_TOKEN_REJECTED'>;
  /**
   * Subscribes the address of a confirmation link; again, it changes nothing.
   * @throws {ShopError} LINK_INVALID.
   */
  confirmNewsletter(
    input: ConfirmNewsletterInput,
    origin: CallOrigin,
  ): Fallible<NewsletterConfirmed, 'LINK_INVALID'>;
  /**
   * Ends a subscription by the link of an email; again, it changes nothing.
   * @throws {ShopError} LINK_INVALID.
   */
  unsubscribe(input: UnsubscribeInput, origin: CallOrigin): Fallible<Unsubscribed, 'LINK_INVALID'>;
  /**
   * As `unsubscribe`, for a mailbox that calls for its owner (RFC 8058).
   * @throws {ShopError} LINK_INVALID.
   */
  unsubscribeOneClick(input: UnsubscribeInput): Fallible<Unsubscribed, 'LINK_INVALID'>;
}

/** Inbox of staff. */
export interface MessageAdminService {
  /** @throws {BaseError} CURSOR_INVALID. */
  list(input: ListMessagesInput): Fallible<MessagePage, 'CURSOR_INVALID'>;
  /** @throws {ShopError} MESSAGE_NOT_FOUND. */
  get(input: MessageIdInput): Fallible<MessageView, 'MESSAGE_NOT_FOUND'>;
  /**
   * Answers a message by email.
   * @throws {ShopError} MESSAGE_NOT_FOUND, or MESSAGE_ANSWERS_EXCEEDED.
   */
  answer(
    input: Keyed<AnswerMessageInput>,
    origin: CallOrigin,
  ): Fallible<
    MessageView,
    'MESSAGE_NOT_FOUND' | 'MESSAGE_ANSWERS_EXCEEDED' | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /** @throws {ShopError} MESSAGE_NOT_FOUND. */
  close(input: MessageIdInput, origin: CallOrigin): Fallible<MessageView, 'MESSAGE_NOT_FOUND'>;
  /** Erases a message with its answers; one that is not there changes nothing. */
  delete(input: MessageIdInput, origin: CallOrigin): Promise<MessageDeleted>;
}

/** Subscribers as staff see them. */
export interface NewsletterAdminService {
  /** @throws {BaseError} CURSOR_INVALID. */
  list(input: ListSubscribersInput): Fallible<SubscriberPage, 'CURSOR_INVALID'>;
  /**
   * Returns confirmed addresses as CSV, with the link that each newsletter has to carry. Recorded in
   * the audit log.
   * @throws {BaseError} CURSOR_INVALID.
   */
  export(
    input: ExportSubscribersInput,
    origin: CallOrigin,
  ): Fallible<SubscriberExport, 'CURSOR_INVALID'>;
}
