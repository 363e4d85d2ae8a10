import {
  AnswerMessageInput,
  ListMessagesInput,
  MessageDeleted,
  MessageIdInput,
  MessagePage,
  MessageView,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Messages that visitors sent with the contact form. */
export const messages = {
  answer: mutation(
    {
      access: 'messages:write',
      summary: 'Answers a message by email',
      input: AnswerMessageInput,
      output: MessageView,
      errors: ['MESSAGE_NOT_FOUND', 'MESSAGE_ANSWERS_EXCEEDED'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.messageAdmin.answer(input, ctx.origin),
  ),

  close: mutation(
    {
      access: 'messages:write',
      summary: 'Closes a message that needs no answer, or no other one',
      input: MessageIdInput,
      output: MessageView,
      errors: ['MESSAGE_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.messageAdmin.close(input, ctx.origin),
  ),

  delete: mutation(
    {
      access: 'messages:write',
      summary: 'Erases a message with its answers',
      input: MessageIdInput,
      output: MessageDeleted,
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.messageAdmin.delete(input, ctx.origin),
  ),

  get: query(
    {
      access: 'messages:read',
      summary: 'Returns a message with its answers',
      input: MessageIdInput,
      output: MessageView,
      errors: ['MESSAGE_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.messageAdmin.get(input),
  ),

  list: query(
    {
      access: 'messages:read',
      summary: 'Lists messages, newest first',
      input: ListMessagesInput.prefault({}),
      output: MessagePage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.messageAdmin.list(input),
  ),
};
