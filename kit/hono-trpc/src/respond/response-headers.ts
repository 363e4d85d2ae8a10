const VARY = 'trpc-accept, accept';
const JSON_TYPE = 'application/json';

/** Headers of a response; a `Headers` object is made only where something was added to them. */
export class ResponseHeaders {
  #isJson = false;
  #headers: Headers | undefined;

  /** Declares the body to be JSON. Errors before this point have no content type. */
  setJson(): void {
    this.#isJson = true;
    this.#headers?.set('content-type', JSON_TYPE);
  }

  /** Appends all of some headers to what is there, as often as it is called. */
  append(added: Headers): void {
    this.#headers ??= new Headers(this.#plain());
    for (const [name, value] of added.entries()) this.#headers.append(name, value);
  }

  /** Returns the headers for a `Response`. */
  init(): Headers | Record<string, string> {
    return this.#headers ?? this.#plain();
  }

  #plain(): Record<string, string> {
    return this.#isJson ? { 'content-type': JSON_TYPE, vary: VARY } : { vary: VARY };
  }
}
