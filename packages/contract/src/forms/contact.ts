import { EmailAddress, Locale, PersonName } from '@trastienda/auth-contract';
import { Id, lineOfText, PageInput, pageOf, Timestamp, textBlock } from '@trastienda/base';
import { z } from 'zod';
import { FormProof } from './form-token.ts';

const MAX_MESSAGE_LENGTH = 10_000;

/** Message to the people behind the shop. */
export const ContactInput = FormProof.extend({
  name: PersonName,
  email: EmailAddress,
  message: textBlock(MAX_MESSAGE_LENGTH),
  /** Number of the order that the message is about, as the visitor typed it. */
  orderNumber: lineOfText(40).optional(),
  /** Language of the answer; the default is the shop's. */
  locale: Locale.optional(),
});
export type ContactInput = z.infer<typeof ContactInput>;

/** `open`: waits for an answer. `closed`: needs none, or no other. */
export const MessageStatus = z.enum(['open', 'answered', 'closed']);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** Answer that was sent by email. */
export const MessageAnswer = z.object({ id: Id, text: z.string(), at: Timestamp });
export type MessageAnswer = z.infer<typeof MessageAnswer>;

/** Message in the inbox of staff. */
export const MessageSummary = z.object({
  id: Id,
  receivedAt: Timestamp,
  status: MessageStatus,
  name: z.string(),
  email: z.string(),
  /** Not verified: the visitor typed it. */
  orderNumber: z.string().nullable(),
  /** True for a message with many links, which is probably advertising. */
  isFlagged: z.boolean(),
  /** First characters of the text. */
  excerpt: z.string(),
});
export type MessageSummary = z.infer<typeof MessageSummary>;

export const MessagePage = pageOf(MessageSummary);
export type MessagePage = z.infer<typeof MessagePage>;

export const MessageView = MessageSummary.omit({ excerpt: true }).extend({
  locale: Locale,
  message: z.string(),
  answers: z.array(MessageAnswer),
  updatedAt: Timestamp,
  /** When the message is erased, unless it changes before. */
  eraseAt: Timestamp,
});
export type MessageView = z.infer<typeof MessageView>;

export const ListMessagesInput = PageInput.extend({
  status: MessageStatus.optional(),
  isFlagged: z.boolean().optional(),
});
export type ListMessagesInput = z.infer<typeof ListMessagesInput>;

export const MessageIdInput = z.object({ messageId: Id });
export type MessageIdInput = z.infer<typeof MessageIdInput>;

/** Maximum answers to one message. */
export const MAX_MESSAGE_ANSWERS = 50;

export const AnswerMessageInput = MessageIdInput.extend({ text: textBlock(MAX_MESSAGE_LENGTH) });
export type AnswerMessageInput = z.infer<typeof AnswerMessageInput>;

export const MessageDeleted = z.object({ status: z.literal('deleted') });
export type MessageDeleted = z.infer<typeof MessageDeleted>;
