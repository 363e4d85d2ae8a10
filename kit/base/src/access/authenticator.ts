import type { Actor } from './actor.ts';

/** Resolves the secret presented with a request to an actor. */
export interface Authenticator<Caller extends Actor = Actor> {
  /**
   * Returns the actor of a session token or an API key. An unknown or ended session resolves to a
   * visitor with `hasEndedSession`.
   *
   * @throws {AppError} TOKEN_INVALID for any other invalid secret.
   */
  authenticate(secret: string): Promise<Caller>;
  /**
   * Returns of each of these callers whether it still has the access with which it was
   * authenticated. It is called about once a second with the callers of all open streams; without
   * it, a stream outlives its session by up to five minutes.
   */
  areCurrent?(callers: readonly Caller[]): Promise<readonly boolean[]>;
}
