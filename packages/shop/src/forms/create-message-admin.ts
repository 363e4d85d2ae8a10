import { auditedOrigin } from '@trastienda/base';
import { ConflictError, callerOf, mapPage, runIdempotent } from '@trastienda/mongo';
import {
  type AuditAction,
  type CallOrigin,
  MAX_MESSAGE_ANSWERS,
  type MessageView,
  ShopError,
} from '@trastienda/shop-contract';
import type { MessageState } from '@trastienda/shop-db';
import type { FormOptions, MessageAdminService } from './form-services.ts';
import { toMessageSummary, toMessageView } from './message-view.ts';

/** How long a mail server may be away before an answer is given up. */
const ANSWER_MINUTES = 3 * 24 * 60;

export type MessageAdminDeps = Pick<
  FormOptions,
  'database' | 'clock' | 'emails' | 'staff' | 'messageRetentionDays'
>;

/** Creates the inbox of staff. */
export function createMessageAdmin(deps: MessageAdminDeps): MessageAdminService {
  const { database, clock, emails, staff, messageRetentionDays } = deps;
  const { messages } = database;
  const viewOf = (state: MessageState): MessageView => toMessageView(state, messageRetentionDays);

  const read = async (id: string): Promise<MessageState> => {
    const found = await messages.find(id);
    if (found === null) throw new ShopError('MESSAGE_NOT_FOUND');
    return found;
  };

  const record = (
    action: Extract<AuditAction, `message.${string}`>,
    subjectId: string,
    origin: CallOrigin,
  ): Promise<void> =>
    database.audit.append({
      ...{ action, subjectId, details: {}, at: clock.now() },
      ...auditedOrigin(origin),
    });

  const write = async (
    before: MessageState,
    change: Pick<Partial<MessageState>, 'status' | 'answers'>,
    at: Date,
  ): Promise<MessageState> => {
    const after = await messages.update(before, change, at);
    if (after === null) throw new ConflictError(`The message ${before.id} has changed.`);
    return after;
  };

  return {
    list: async (input) => mapPage(await messages.list(input), toMessageSummary),
    get: async ({ messageId }) => viewOf(await read(messageId)),

    answer(input, origin) {
      const { messageId, text } = input;
      const call = { procedure: 'admin.messages.answer', caller: callerOf(origin), input };
      return runIdempotent({ database, clock }, call, async () => {
        const found = await read(messageId);
        if (found.answers.length >= MAX_MESSAGE_ANSWERS) {
          const details = { max: MAX_MESSAGE_ANSWERS };
          throw new ShopError('MESSAGE_ANSWERS_EXCEEDED', { details });
        }
        const at = clock.now();
        const answers = [...found.answers, { id: messages.newId(at), text, at }];
        const answered = await write(found, { status: 'answered', answers }, at);
        await record('message.answered', messageId, origin);
        await emails.enqueue({
          to: { email: found.email, name: found.name },
          locale: found.locale,
          content: {
            template: 'message-answer',
            ...{ messageId, text, question: found.message, replyTo: staff[0] ?? null },
            expiresInMinutes: ANSWER_MINUTES,
          },
        });
        return viewOf(answered);
      });
    },

    close: ({ messageId }, origin) =>
      database.transaction(async () => {
        const found = await read(messageId);
        if (found.status === 'closed') return viewOf(found);
        const closed = await write(found, { status: 'closed' }, clock.now());
        await record('message.closed', messageId, origin);
        return viewOf(closed);
      }),

    async delete({ messageId }, origin) {
      await database.transaction(async () => {
        const isDeleted = await messages.delete(messageId);
        if (isDeleted) await record('message.deleted', messageId, origin);
      });
      return { status: 'deleted' };
    },
  };
}
