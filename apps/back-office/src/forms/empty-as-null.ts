/** For `setValueAs` of fields that may be left empty: the contract has null for nothing. */
export function emptyAsNull(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? null : value;
}
