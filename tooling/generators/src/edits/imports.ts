import { dirname } from 'node:path/posix';
import type { ExportDeclaration, ImportDeclaration, SourceFile } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { sortedIndex } from './sorted-index.ts';

/** A name to import or export, and whether only as a type. */
export interface Specifier {
  readonly name: string;
  readonly isType?: boolean;
  /** Name in the file that imports it. */
  readonly alias?: string;
}

/** Orders modules as Biome does: packages, then parent folders, then this folder. */
function rankOf(module: string): string {
  if (module.startsWith('node:')) return `0${module}`;
  if (module.startsWith('../')) return `2${module}`;
  return module.startsWith('./') ? `3${module}` : `1${module}`;
}

const moduleOf = (declaration: ImportDeclaration | ExportDeclaration) =>
  declaration.getModuleSpecifierValue() ?? '';

/** Imports names from a module, in the declaration that the file has for it or in a new one. */
export function addImport(
  file: SourceFile,
  module: string,
  specifiers: readonly Specifier[],
): void {
  const areTypes = specifiers.every(({ isType }) => isType === true);
  const existing = file
    .getImportDeclarations()
    .find((each) => moduleOf(each) === module && (areTypes || !each.isTypeOnly()));
  if (existing === undefined) {
    const ranks = file.getImportDeclarations().map((each) => rankOf(moduleOf(each)));
    const index = ranks.findIndex((rank) => rank > rankOf(module));
    file.insertImportDeclaration(index < 0 ? ranks.length : index, {
      moduleSpecifier: module,
      isTypeOnly: areTypes,
      namedImports: specifiers.map(({ name, isType, alias }) => ({
        name,
        isTypeOnly: !areTypes && isType === true,
        ...(alias !== undefined && { alias }),
      })),
    });
    return;
  }
  for (const { name, isType, alias } of specifiers) {
    const names = existing.getNamedImports().map((each) => each.getName());
    if (names.includes(name)) continue;
    existing.insertNamedImport(sortedIndex(names, name), {
      name,
      isTypeOnly: isType === true && !existing.isTypeOnly(),
      ...(alias !== undefined && { alias }),
    });
  }
}

/** Returns every name that a file exports from other modules. */
function exportedNames(file: SourceFile): Set<string> {
  return new Set(
    file
      .getExportDeclarations()
      .flatMap((each) => each.getNamedExports())
      .map((each) => each.getAliasNode()?.getText() ?? each.getName()),
  );
}

/**
 * Exports names of a module that the file does not export from yet. `heading` is a comment above a
 * new group.
 * @throws {GeneratorError} when the file exports one of the names already.
 */
export function addExport(
  file: SourceFile,
  module: string,
  specifiers: readonly Specifier[],
  heading?: string,
): void {
  const known = exportedNames(file);
  const taken = specifiers.find(({ name }) => known.has(name));
  if (taken !== undefined) {
    throw new GeneratorError(`${file.getFilePath().slice(1)} exports ${taken.name} already.`);
  }
  const areTypes = specifiers.every(({ isType }) => isType === true);
  const list = specifiers
    .map(({ name, isType }) => (isType === true && !areTypes ? `type ${name}` : name))
    .join(', ');
  const text = [
    ...(heading === undefined ? [] : [`// ${heading}`]),
    `export ${areTypes ? 'type ' : ''}{ ${list} } from '${module}';`,
  ].join('\n');
  const declarations = file.getExportDeclarations();
  const next = declarations.find((each) => rankOf(moduleOf(each)) > rankOf(module));
  if (next === undefined) {
    file.insertText(file.getEnd(), `${file.getFullText().endsWith('\n') ? '' : '\n'}${text}\n`);
    return;
  }
  // The comment above the next group stays there.
  const isSameGroup = dirname(moduleOf(next)) === dirname(module);
  const [comment] = isSameGroup ? [] : next.getLeadingCommentRanges();
  file.insertText(comment?.getPos() ?? next.getStart(), `${text}\n`);
}

/** A name that a file imports from a module, which may have another name for it. */
export interface Import {
  readonly module: string;
  readonly name: string;
}

/** Returns where a file imports a name from. */
export function importOf(file: SourceFile, local: string): Import | undefined {
  return file
    .getImportDeclarations()
    .flatMap((each) =>
      each.getNamedImports().map((imported) => ({
        local: imported.getAliasNode()?.getText() ?? imported.getName(),
        name: imported.getName(),
        module: moduleOf(each),
      })),
    )
    .find((each) => each.local === local);
}
