/** A failure that the person who ran the command can mend; its message says how. */
export class CreateError extends Error {
  override readonly name = 'CreateError';
}
