import type { MessageSummary, MessageView } from '@trastienda/shop-contract';
import type { MessageState } from '@trastienda/shop-db';

const DAY_MS = 86_400_000;
const EXCERPT_LENGTH = 160;

/** Returns the first characters of a text as one line. */
function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`;
}

/** Returns a message as lists of staff show it. */
export function toMessageSummary(state: MessageState): MessageSummary {
  const { id, status, name, email, orderNumber, isFlagged, message } = state;
  return {
    ...{ id, status, name, email, orderNumber, isFlagged },
    receivedAt: state.receivedAt.toISOString(),
    excerpt: excerptOf(message),
  };
}

/** Returns a message as staff see it. */
export function toMessageView(state: MessageState, retentionDays: number): MessageView {
  const { excerpt: _, ...summary } = toMessageSummary(state);
  const { locale, message, updatedAt } = state;
  return {
    ...summary,
    ...{ locale, message },
    answers: state.answers.map(({ id, text, at }) => ({ id, text, at: at.toISOString() })),
    updatedAt: updatedAt.toISOString(),
    eraseAt: new Date(updatedAt.getTime() + retentionDays * DAY_MS).toISOString(),
  };
}
