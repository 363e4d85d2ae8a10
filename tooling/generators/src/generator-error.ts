/** A request that cannot be carried out; its message is for the person who made it. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError';
}
