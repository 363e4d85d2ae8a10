/** Share by which a column grows, so that adding products one by one copies each few times. */
const GROWTH = 1.5;
const FIRST_LENGTH = 16;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Returns a column with room for an index: itself, or a larger copy that ends in zeros. */
export function withRoom<Column extends Numbers>(
  column: Column,
  index: number,
  create: (length: number) => Column,
): Column {
  if (index < column.length) return column;
  const larger = create(Math.max(FIRST_LENGTH, Math.ceil((index + 1) * GROWTH)));
  larger.set(column);
  return larger;
}

export const bytesColumn = (length: number) => new Uint8Array(length);
export const shortsColumn = (length: number) => new Uint16Array(length);
export const intsColumn = (length: number) => new Uint32Array(length);
export const numbersColumn = (length: number) => new Float64Array(length);
