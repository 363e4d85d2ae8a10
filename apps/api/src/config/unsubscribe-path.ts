/** Paths of the newsletter; what follows the next segment is secret. */
export const NEWSLETTER_PATH = '/newsletter';

/** Path to which mailboxes post when their owner ends a subscription; the token follows. */
export const UNSUBSCRIBE_PATH = `${NEWSLETTER_PATH}/unsubscribe`;
