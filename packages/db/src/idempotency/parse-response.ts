/** Renames the quantities in stored `stock.*` responses of an earlier version. */
function renameHeld(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('onHand' in value && 'held' in value)) {
    return value;
  }
  const { held, ...rest } = value;
  return { ...rest, reserved: held };
}

/** Parses a stored response, and gives fields that were renamed since their current names. */
export function parseResponse(procedure: string, text: string): unknown {
  return JSON.parse(text, procedure.startsWith('stock.') ? renameHeld : undefined);
}
