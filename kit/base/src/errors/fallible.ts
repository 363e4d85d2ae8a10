declare const fails: unique symbol;

/**
 * A promise that names the reasons with which it rejects, for the compiler alone. A use case that is
 * declared to return it can be called only by a procedure that declares these reasons. An ordinary
 * promise is a `Fallible` of any reasons; awaiting one forgets them.
 *
 * @example
 * interface NoteService {
 *   get(input: NoteIdInput): Fallible<NoteView, 'NOTE_NOT_FOUND'>;
 * }
 */
export type Fallible<Value, Reason extends string> = Promise<Value> & {
  readonly [fails]?: Reason;
};
