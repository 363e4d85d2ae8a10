/** A file that can be read more than once: every call starts at its first byte. */
export type CsvSource = () => AsyncIterable<Uint8Array>;
