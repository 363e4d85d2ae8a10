import type { Email } from '@trastienda/emails';

interface SubscriptionLinks {
  /** Token of the link that ends the subscription. */
  readonly unsubscribeToken: string;
  /** URL that ends it with one POST, for mailboxes. */
  readonly unsubscribeUrl: string;
}

/** The content of an email about messages and the newsletter, by template. */
export type FormEmailContent =
  /** To staff. */
  | {
      readonly template: 'message-received';
      readonly messageId: string;
      readonly name: string;
      readonly email: string;
      readonly message: string;
      readonly orderNumber: string | null;
      readonly isFlagged: boolean;
    }
  /** To the visitor. */
  | {
      readonly template: 'message-answer';
      readonly messageId: string;
      readonly text: string;
      readonly question: string;
      /** Where replies go; null for the sender. */
      readonly replyTo: string | null;
      readonly expiresInMinutes: number;
    }
  /** To an address that asked for the newsletter. */
  | ({
      readonly template: 'newsletter-confirm';
      readonly token: string;
      readonly expiresInMinutes: number;
    } & SubscriptionLinks)
  | ({ readonly template: 'newsletter-subscribed' } & SubscriptionLinks);

/** An email about a message or the newsletter. */
export type FormEmail = Email<FormEmailContent>;
