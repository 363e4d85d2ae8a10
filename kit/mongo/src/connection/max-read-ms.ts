/** Maximum time of a list or view read on the server, in milliseconds. */
export const MAX_READ_MS = 5_000;
