import type { Locale, MessageStatus } from '@trastienda/shop-contract';

/** Answer to a message, sent by email. */
export interface StoredAnswer {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
}

/** A visitor's message, in `messages`. */
export interface MessageDocument {
  /** Sorts by the time of receipt. */
  readonly _id: string;
  readonly receivedAt: Date;
  readonly updatedAt: Date;
  readonly status: MessageStatus;
  readonly name: string;
  readonly email: string;
  readonly message: string;
  readonly orderNumber: string | null;
  readonly locale: Locale;
  readonly isFlagged: boolean;
  readonly answers: readonly StoredAnswer[];
  /** Counts the writes; a write is guarded by it. */
  readonly revision: number;
  /** Keys for filters; see `messageKeysOf`. */
  readonly keys: readonly string[];
}

/** `MessageDocument` with `_id` exposed as `id`. */
export type MessageState = Omit<MessageDocument, '_id' | 'keys'> & { readonly id: string };
