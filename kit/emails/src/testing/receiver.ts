import type { EmailMessage, Mailer } from '../mailers/mailer.ts';

/** Creates a mailer that collects emails, and rejects with any error that `refuse` throws. */
export function createReceiver(refuse: (message: EmailMessage) => void | Promise<void> = () => {}) {
  const messages: EmailMessage[] = [];
  /** Decoys that were processed. */
  const dryRuns: EmailMessage[] = [];
  const mailer: Mailer = {
    async send(message) {
      await refuse(message);
      messages.push(message);
    },
    async dryRun(message) {
      dryRuns.push(message);
    },
    async close() {},
  };
  return { messages, dryRuns, mailer };
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Creates a gate that blocks callers until it is opened, and reports the first arrival. */
export function createGate() {
  const { promise: arrived, resolve: arrive } = deferred();
  const { promise: opened, resolve: open } = deferred();
  const wait = (): Promise<void> => {
    arrive();
    return opened;
  };
  return { arrived, open, wait };
}
