/** Renames the quantities in stored `stock.*` responses of an earlier version. */
function renameHeld(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('onHand' in value && 'held' in value)) {
    return value;
  }
  const { held, ...rest } = value;
  return { ...rest, reserved: held };
}

/** Checkouts and orders of earlier versions have no language. */
const WITH_LANGUAGE = /^(?:checkout|orders?)\./;

function addLanguage(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || 'locale' in answer) return answer;
  return { ...answer, locale: null };
}

/**
 * Parses a stored response, gives fields that were renamed since their current names, and adds those
 * that every response has now.
 */
export function parseResponse(procedure: string, text: string): unknown {
  if (WITH_LANGUAGE.test(procedure)) return addLanguage(JSON.parse(text));
  return JSON.parse(text, procedure.startsWith('stock.') ? renameHeld : undefined);
}
