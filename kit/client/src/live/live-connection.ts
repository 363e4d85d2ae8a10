import { getUntypedClient, TRPCClientError } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { fieldsOf } from '../fields-of.ts';
import { onSessionChange } from '../session/session-listeners.ts';

/** What a listener hears of its query. */
export interface LiveListener<Data = unknown, Failure = TRPCClientError<AnyTRPCRouter>> {
  /** Called with the answer, and with each new one. */
  readonly onData: (data: Data) => void;
  /** Called when the query fails; it stays live, and may be answered later. */
  readonly onError?: (error: Failure) => void;
}

/** The live queries of a client. */
export interface LiveConnection {
  /** Keeps a query live until the returned function is called. */
  watch(path: string, input: unknown, listener: LiveListener): () => void;
}

interface LiveEntry {
  readonly path: string;
  readonly input: unknown;
  readonly listeners: Set<LiveListener>;
  /** The latest answer. */
  answer?: { readonly data: unknown; readonly hash: string };
}

/** Queries that the server accepts in one stream. */
const MAX_QUERIES = 50;

/** A page adds and removes many queries at once. */
const REOPEN_MS = 20;

function createLiveConnection(client: object, path: string): LiveConnection {
  const untyped = getUntypedClient(client as never);
  const entries = new Map<string, LiveEntry>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = () => {};

  const failAll = (failed: Iterable<LiveEntry>, error: TRPCClientError<AnyTRPCRouter>) => {
    for (const { listeners } of failed) for (const { onError } of listeners) onError?.(error);
  };

  function receive(sent: readonly LiveEntry[], update: unknown): void {
    const { query, hash, data, error } = fieldsOf(update);
    const entry = sent[Number(query)];
    if (entry === undefined) return;
    if (error !== undefined) {
      delete entry.answer;
      failAll([entry], TRPCClientError.from<AnyTRPCRouter>({ error } as never));
      return;
    }
    // A stream that was opened again repeats what has changed since it was opened first.
    if (entry.answer?.hash === hash) return;
    entry.answer = { data, hash: String(hash) };
    for (const { onData } of entry.listeners) onData(data);
  }

  function open(): void {
    close();
    close = () => {};
    const all = [...entries.values()];
    const sent = all.slice(0, MAX_QUERIES);
    if (all.length > MAX_QUERIES) {
      const message = `At most ${MAX_QUERIES} queries of a client can be live.`;
      failAll(all.slice(MAX_QUERIES), TRPCClientError.from(new Error(message)));
    }
    if (sent.length === 0) return;
    const queries = sent.map(({ path: name, input, answer }) => ({
      path: name,
      ...(input !== undefined && { input }),
      ...(answer && { known: answer.hash }),
    }));
    const stream = untyped.subscription(
      path,
      { queries },
      {
        onData: (update) => receive(sent, update),
        onError: (error) => failAll(sent, error),
      },
    );
    close = () => stream.unsubscribe();
  }

  function reopen(): void {
    clearTimeout(timer);
    timer = setTimeout(open, REOPEN_MS);
  }

  onSessionChange(client, () => {
    // Another caller has other answers.
    for (const entry of entries.values()) delete entry.answer;
    reopen();
  });

  return {
    watch(name, input, listener) {
      const key = JSON.stringify([name, input]);
      const entry = entries.get(key) ?? { path: name, input, listeners: new Set() };
      // The same listener may watch a query twice.
      const own = { ...listener };
      entry.listeners.add(own);
      if (!entries.has(key)) {
        entries.set(key, entry);
        reopen();
      } else if (entry.answer !== undefined) {
        const { data } = entry.answer;
        queueMicrotask(() => {
          if (entry.listeners.has(own)) own.onData(data);
        });
      }
      return () => {
        entry.listeners.delete(own);
        if (entry.listeners.size > 0 || entries.get(key) !== entry) return;
        entries.delete(key);
        reopen();
      };
    },
  };
}

/** One for each client, so that all of its queries share a stream. */
const connections = new WeakMap<object, Map<string, LiveConnection>>();

/** Returns the live queries of a client, by the path of their subscription. */
export function liveConnectionOf(client: object, path: string): LiveConnection {
  const ofClient = connections.get(client) ?? new Map<string, LiveConnection>();
  connections.set(client, ofClient);
  const connection = ofClient.get(path) ?? createLiveConnection(client, path);
  ofClient.set(path, connection);
  return connection;
}
