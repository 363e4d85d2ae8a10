/** A call of a query that declares `cache`. */
export interface CachedQuestion {
  readonly path: string;
  /** As the declaration has parsed it. */
  readonly input: unknown;
  /** Seconds after which an answer is never given again. */
  readonly maxAge: number;
  /** Whether the caller wants an answer that is computed after it has asked; it may be one for several. */
  readonly isFresh?: boolean;
}

/** The answer to a cached query: data of JSON, and the tags of what it depends on. */
export interface TaggedAnswer {
  readonly data: unknown;
  readonly tags: readonly string[];
}

/**
 * What a process remembers of its answers to queries that declare `cache`: `createAnswerCache` of
 * `@trastienda/http`.
 */
export interface AnswerCache {
  /**
   * Returns an answer that is still true, else that of `answer`, which runs once for calls that
   * ask the same at once. Answers are given again, so that no caller may change them.
   *
   * @param isShared Whether a failure is one for every caller; others are of one call alone.
   * @throws what `answer` throws.
   */
  read<Answer extends TaggedAnswer>(
    question: CachedQuestion,
    answer: () => Promise<Answer>,
    isShared: (failure: unknown) => boolean,
  ): Promise<Answer>;
}
