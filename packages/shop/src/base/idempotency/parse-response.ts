/** Renames the quantities in stored `stock.*` responses of an earlier version. */
function renameHeld(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('onHand' in value && 'held' in value)) {
    return value;
  }
  const { held, ...rest } = value;
  return { ...rest, reserved: held };
}

/**
 * Parses a stored response. Migrations cannot change stored responses, because each is sealed with
 * a key of its caller: fields that were renamed since are renamed here.
 */
export function parseResponse<Answer>(procedure: string, text: string): Answer {
  return JSON.parse(text, procedure.startsWith('stock.') ? renameHeld : undefined);
}
