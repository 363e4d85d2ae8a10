import { Project, SyntaxKind } from 'ts-morph';
import { type DomainNames, domainNamesOf } from './domain-names.ts';
import { GeneratorError } from './generator-error.ts';

/** Members of every database, and the collections of the kit that an application may spread. */
const DATABASE_MEMBERS = [
  ...['close', 'indexes', 'migrations', 'ping', 'transaction'],
  ...['accounts', 'apiKeys', 'audit', 'oneTimeTokens', 'sessions'],
  ...['idempotency', 'leases', 'rateLimits'],
];

/** Returns the identifiers in the files of a domain that do not come from its name. */
function identifiersIn(filesOf: (names: DomainNames) => Readonly<Record<string, string>>) {
  const project = new Project({ useInMemoryFileSystem: true });
  const texts = Object.values(filesOf(domainNamesOf('zz-placeholder')));
  return new Set(
    texts.flatMap((text, index) =>
      project
        .createSourceFile(`/${index}.ts`, text)
        .getDescendantsOfKind(SyntaxKind.Identifier)
        .map((identifier) => identifier.getText()),
    ),
  );
}

/**
 * Rejects names of a domain that the generated code uses for something else.
 * @throws {GeneratorError} when there is one.
 */
export function rejectUsedNames(
  names: DomainNames,
  filesOf: (names: DomainNames) => Readonly<Record<string, string>>,
): void {
  const used = new Set([...DATABASE_MEMBERS, ...identifiersIn(filesOf)]);
  for (const { camel, pascal, kebab } of [names.one, names.many]) {
    if (!used.has(camel) && !used.has(pascal)) continue;
    throw new GeneratorError(
      `The name "${kebab}" has a meaning already, in the kit or in the generated code; choose a more specific one.`,
    );
  }
}

/**
 * Rejects a domain whose error reason exists already.
 * @throws {GeneratorError} when one of the texts has it.
 */
export function rejectUsedReason({ one }: DomainNames, texts: readonly string[]): void {
  const reason = `${one.constant}_NOT_FOUND`;
  if (texts.some((text) => new RegExp(`\\b${reason}\\b`).test(text))) {
    throw new GeneratorError(`The reason ${reason} exists already; choose another name.`);
  }
}
