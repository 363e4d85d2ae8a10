import type { Contract } from './contract.ts';

const WIDTH = 100;

/** Writes a value on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}: ${inline(part)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Writes a value with `column` characters before it on its first line, and one after it. */
function print(value: unknown, indent: string, column: number): string {
  const text = inline(value);
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || column + text.length < WIDTH) return text;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${print(item, inner, inner.length)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([key, part]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return `${start}${print(part, inner, start.length)}`;
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

/** Writes a contract as a JSON file whose diffs show one field or procedure per line. */
export function formatContract(contract: Contract): string {
  return `${print(contract, '', 0)}\n`;
}
