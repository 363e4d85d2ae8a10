const LINE_WIDTH = 100;

/** What follows the keyword, as the formatter writes it: on one line, or with a line for each name. */
const CLAUSE = /(?:type )?(?:\{[^{}]*\}|[^'";{}]+) from '[^']+';\n/.source;
const STATEMENT = new RegExp(`(?:import|export) ${CLAUSE}`, 'g');
/** Statements of one kind without anything between them; the order of others has a meaning. */
const CHUNK = new RegExp(`^(?:(?:import ${CLAUSE})+|(?:export ${CLAUSE})+)`, 'gm');

/** Packages with a protocol stand before the others, and files after them. */
function rankOf(specifier: string): number {
  if (specifier.includes(':')) return 0;
  return specifier.startsWith('.') ? 2 : 1;
}

const specifierOf = (statement: string) => / from '([^']+)';\n$/.exec(statement)?.[1] ?? '';

function compare(a: string, b: string): number {
  const [first, second] = [specifierOf(a), specifierOf(b)];
  const byRank = rankOf(first) - rankOf(second);
  if (byRank !== 0 || rankOf(first) !== 1 || first === second) return byRank;
  return first < second ? -1 : 1;
}

/** Breaks a statement into lines, or joins them, as its length asks for. */
function fit(statement: string): string {
  const match = /^([^{]*)\{([^{}]*)\}( from '[^']+';\n)$/.exec(statement);
  if (match === null || statement.includes('//') || statement.includes('/*')) return statement;
  const [, before = '', list = '', after = ''] = match;
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const line = `${before}{ ${names.join(', ')} }${after}`;
  const isShort = line.length - 1 <= LINE_WIDTH || names.length === 1;
  return isShort ? line : `${before}{\n${names.map((name) => `  ${name},\n`).join('')}}${after}`;
}

/**
 * Puts the imports and re-exports of packages into the order and on the lines that the formatter
 * would choose: both depend on the name of the application. The source is formatted but for that.
 */
export function organizeImports(source: string, changedScope: string): string {
  return source.replaceAll(CHUNK, (chunk) => {
    if (!chunk.includes(`'${changedScope}/`)) return chunk;
    const statements = chunk.match(STATEMENT) ?? [];
    const organized = statements.map((statement) =>
      specifierOf(statement).startsWith(`${changedScope}/`) ? fit(statement) : statement,
    );
    return organized.sort(compare).join('');
  });
}
