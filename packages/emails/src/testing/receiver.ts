import type { EmailMessage, Mailer } from '../mailer.ts';

/** The receiving end of a mailer: what it takes it keeps, what `refuse` throws it rejects. */
export function createReceiver(refuse: (message: EmailMessage) => void | Promise<void> = () => {}) {
  const messages: EmailMessage[] = [];
  /** What was for nobody. */
  const rehearsed: EmailMessage[] = [];
  const mailer: Mailer = {
    async send(message) {
      await refuse(message);
      messages.push(message);
    },
    async rehearse(message) {
      rehearsed.push(message);
    },
    async close() {},
  };
  return { messages, rehearsed, mailer };
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Holds up whoever waits at it until it is opened, and says when the first one is there. */
export function createGate() {
  const { promise: arrived, resolve: arrive } = deferred();
  const { promise: opened, resolve: open } = deferred();
  const wait = (): Promise<void> => {
    arrive();
    return opened;
  };
  return { arrived, open, wait };
}
