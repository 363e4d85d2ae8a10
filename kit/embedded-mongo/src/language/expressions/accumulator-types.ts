/** Accumulates the values of one group into a result. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}
