/** Takes the values of one group in turn and says what they come to. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}
