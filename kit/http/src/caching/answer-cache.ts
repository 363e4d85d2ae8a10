import type { TagHub } from '@trastienda/base';
import type { AnswerCache, CachedQuestion, TaggedAnswer } from '@trastienda/procedures';
import { LRUCache } from 'lru-cache';
import { rememberedText } from './body-text.ts';
import { canonicalJson } from './canonical-json.ts';

export interface AnswerCacheOptions {
  /** News of what has changed, in this process. While it hears none, nothing is remembered. */
  readonly hub: Pick<TagHub, 'now' | 'isLive' | 'isTouchedSince'>;
  /** Memory that answers may take, as estimated from their JSON. */
  readonly maxBytes: number;
  /** A clock of milliseconds that never goes back; that of the process by default. */
  readonly now?: () => number;
}

interface Remembered {
  readonly answer: TaggedAnswer;
  /** The hub's time before the answer was computed. */
  readonly since: number;
  /** Number of the computation. */
  readonly departure: number;
  readonly expiresAt: number;
  readonly bytes: number;
}

interface ReadOptions {
  readonly maxAge: number;
  readonly isShared: (failure: unknown) => boolean;
}

/** An answer that is being computed. */
interface Flight {
  readonly since: number;
  readonly answer: Promise<TaggedAnswer>;
}

/** The next turn of the event loop, in all runtimes. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Memory of a parsed document for each character of its JSON, 2 to 5 for products and lists, and of the JSON. */
const BYTES_PER_CHARACTER = 6;

/** Memory of an entry beside its key and answer. */
const ENTRY_BYTES = 500;

/** One answer takes at most this part of the memory. */
const LARGEST_PART = 8;

function bytesOf(key: string, { data, tags }: TaggedAnswer): number {
  const text = typeof data === 'object' && data !== null ? rememberedText(data) : String(data);
  const { length } = JSON.stringify(tags);
  return ENTRY_BYTES + key.length + (text.length + length) * BYTES_PER_CHARACTER;
}

/**
 * Creates what a process remembers of its answers to queries that declare `cache`.
 *
 * An answer is given again until one of its tags is touched, and never later than the `maxAge` of its
 * query after it was computed. News that arrive while it is computed count as news after it. While none are
 * heard, answers are computed, once for all calls of a turn that ask the same.
 */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { hub, maxBytes, now = () => performance.now() } = options;
  const remembered = new LRUCache<string, Remembered>({
    maxSize: maxBytes,
    maxEntrySize: Math.floor(maxBytes / LARGEST_PART),
    sizeCalculation: ({ bytes }) => bytes,
  });
  const flights = new Map<string, Flight>();
  let departures = 0;
  /** Computations that begin in the next turn: who asks before that gets their answer. */
  const queued = new Map<string, Promise<TaggedAnswer>>();

  function recall(key: string): TaggedAnswer | null {
    const found = remembered.get(key);
    if (found === undefined) return null;
    const { answer, since, expiresAt } = found;
    if (now() < expiresAt && !hub.isTouchedSince(answer.tags, since)) return answer;
    remembered.delete(key);
    return null;
  }

  function depart(
    key: string,
    compute: () => Promise<TaggedAnswer>,
    maxAge: number,
  ): Promise<TaggedAnswer> {
    const since = hub.now();
    departures += 1;
    const departure = departures;
    const expiresAt = now() + maxAge * 1000;
    const computing = compute();
    const land = async (): Promise<TaggedAnswer> => {
      try {
        const answer = await computing;
        // One that departed later may have landed before.
        const isNewest = (remembered.peek(key)?.departure ?? 0) < departure;
        // Touched meanwhile, it is dropped when it is asked for.
        if (isNewest) {
          const bytes = bytesOf(key, answer);
          remembered.set(key, { answer, since, departure, expiresAt, bytes });
        }
        return answer;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    };
    const flight: Flight = { since, answer: land() };
    flights.set(key, flight);
    return flight.answer;
  }

  /** Computes an answer after all who have asked for it in this turn. */
  async function readFresh(
    key: string,
    compute: () => Promise<TaggedAnswer>,
    { maxAge, isShared }: ReadOptions,
  ): Promise<TaggedAnswer> {
    const known = queued.get(key);
    if (known !== undefined) {
      return known.catch((failure: unknown) => {
        if (isShared(failure)) throw failure;
        return compute();
      });
    }
    const computing = nextTurn().then(() => {
      queued.delete(key);
      return hub.isLive() ? depart(key, compute, maxAge) : compute();
    });
    queued.set(key, computing);
    return computing;
  }

  async function read(
    key: string,
    compute: () => Promise<TaggedAnswer>,
    { maxAge, isShared }: ReadOptions,
  ): Promise<TaggedAnswer> {
    while (hub.isLive()) {
      const known = recall(key);
      if (known !== null) return known;
      const flight = flights.get(key);
      // One that departed before the latest news may have read what is no longer true.
      if (flight === undefined || flight.since !== hub.now()) return depart(key, compute, maxAge);
      try {
        return await flight.answer;
      } catch (failure) {
        // Another caller's deadline, for example.
        if (isShared(failure)) throw failure;
      }
    }
    return readFresh(key, compute, { maxAge, isShared });
  }

  return {
    read<Answer extends TaggedAnswer>(
      { path, input, maxAge, isFresh = false }: CachedQuestion,
      answer: () => Promise<Answer>,
      isShared: (failure: unknown) => boolean,
    ) {
      if (maxAge === 0) return answer();
      const readAnswer = isFresh ? readFresh : read;
      const key = `${path} ${canonicalJson(input)}`;
      // All answers of one path are of one type.
      return readAnswer(key, answer, { maxAge, isShared }) as Promise<Answer>;
    },
  };
}
