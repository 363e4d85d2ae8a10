/** No read of a list or a view may keep a server busy for longer, in milliseconds. */
export const MAX_READ_MS = 5_000;
