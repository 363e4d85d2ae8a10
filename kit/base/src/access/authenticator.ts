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
}
