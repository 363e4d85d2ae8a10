/** Gives the counts of an earlier version's `stock.*` answers their present name. */
function renameHeld(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('onHand' in value && 'held' in value)) {
    return value;
  }
  const { held, ...rest } = value;
  return { ...rest, reserved: held };
}

/**
 * Reads a stored answer. No migration reaches answers, because each is sealed with the key of its
 * caller: fields that were renamed since get their present names here.
 */
export function parseAnswer<Answer>(procedure: string, text: string): Answer {
  return JSON.parse(text, procedure.startsWith('stock.') ? renameHeld : undefined);
}
