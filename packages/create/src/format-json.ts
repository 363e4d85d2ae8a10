const LINE_WIDTH = 100;

/**
 * Writes JSON as the formatter does: lists on one line where they fit, objects on several. `beside`
 * is the width of what else is on the first line: a key, a comma.
 */
export function formatJson(value: unknown, indent = '', beside = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const parts = entries.map(([name, item], index) => {
    const key = isList ? '' : `${JSON.stringify(name)}: `;
    const comma = index < entries.length - 1 ? 1 : 0;
    return key + formatJson(item, inner, key.length + comma);
  });
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  const line = `[${parts.join(', ')}]`;
  const fits = indent.length + beside + line.length <= LINE_WIDTH && !line.includes('\n');
  if (isList && fits) return line;
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}
