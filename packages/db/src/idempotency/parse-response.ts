/** Renames the quantities in stored `stock.*` responses of an earlier version. */
function renameHeld(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('onHand' in value && 'held' in value)) {
    return value;
  }
  const { held, ...rest } = value;
  return { ...rest, reserved: held };
}

const OF_PURCHASES = /^(?:checkout|orders?)\./;

/**
 * Adds what checkouts and orders of earlier versions do not have: a language, and whether anything of an
 * order is shipped.
 */
function completePurchase(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const isOrder = 'itemCount' in answer && 'shippingMethod' in answer;
  // What is there keeps its place: a repeated response is the first one byte for byte.
  return {
    ...answer,
    ...(!('locale' in answer) && { locale: null }),
    ...(isOrder && !('isShipped' in answer) && { isShipped: answer.shippingMethod !== null }),
  };
}

/**
 * Parses a stored response, gives fields that were renamed since their current names, and adds those
 * that every response has now.
 */
export function parseResponse(procedure: string, text: string): unknown {
  if (OF_PURCHASES.test(procedure)) return completePurchase(JSON.parse(text));
  return JSON.parse(text, procedure.startsWith('stock.') ? renameHeld : undefined);
}
