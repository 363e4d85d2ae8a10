/** A file that can be read more than once: each call starts at the first byte. */
export type CsvSource = () => AsyncIterable<Uint8Array>;
