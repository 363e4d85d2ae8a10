const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Quotes a text as the project's TypeScript does: in single quotes. */
export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Returns the name of a property, quoted if it needs quotes. */
export function propertyName(name: string): string {
  return IDENTIFIER.test(name) ? name : quote(name);
}

/** Returns whether a text can be the name of a type. */
export function isTypeName(text: string): boolean {
  return IDENTIFIER.test(text);
}

const OR_UNDEFINED = ' | undefined';

/** Returns a union of types without repetitions; `undefined` is its last member. */
export function unionOf(members: readonly string[]): string {
  const defined = members.map(withoutUndefined).filter((member) => member !== 'never');
  const hasUndefined = members.some(
    (member) => member === 'undefined' || member.endsWith(OR_UNDEFINED),
  );
  const union = [...new Set(defined)].join(' | ');
  if (!hasUndefined) return union === '' ? 'never' : union;
  return union === '' ? 'undefined' : `${union}${OR_UNDEFINED}`;
}

/** Returns a type without the `undefined` that `unionOf` has put at its end. */
export function withoutUndefined(type: string): string {
  if (type === 'undefined') return 'never';
  return type.endsWith(OR_UNDEFINED) ? type.slice(0, -OR_UNDEFINED.length) : type;
}

/** A name, or the placeholder of one. */
const ONE_WORD = /^[\p{ID_Continue}$«»:]+$/u;

/** Returns an array type. */
export function arrayOf(element: string): string {
  return ONE_WORD.test(element) ? `${element}[]` : `Array<${element}>`;
}

/** Returns the type of frozen values, as `.readonly()` infers it. */
export function readonlyOf(type: string): string {
  return /^(?:Map|Set)</.test(type) ? `Readonly${type}` : `Readonly<${type}>`;
}

/** Indents all lines of a text but the first. */
export function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** Returns a doc comment and a line break, or nothing for an empty text. */
export function docComment(text: string): string {
  const safe = text.trim().replaceAll('*/', '*\\/');
  if (safe === '') return '';
  const lines = safe.split('\n');
  if (lines.length === 1) return `/** ${safe} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}
