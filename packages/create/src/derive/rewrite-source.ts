import { posix } from 'node:path';

const CONDITION = '@trastienda/source';

export interface Rewriting {
  /** New names of the packages that come along, by their names here. */
  readonly names: ReadonlyMap<string, string>;
  /** Condition of the application's own packages; null: they have none. */
  readonly condition: string | null;
}

/** Replaces the names of packages, but not of those whose names begin with them. */
function renamePackages(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/@trastienda\/[a-z0-9-]+/g, (name) => names.get(name) ?? name);
}

/** Replaces the condition of this workspace, or removes the arguments that set it. */
function rewriteCondition(text: string, condition: string | null): string {
  if (condition !== null) return text.replaceAll(CONDITION, condition);
  return text
    .replaceAll(new RegExp(`'--conditions=${CONDITION}',? ?`, 'g'), '')
    .replaceAll(`--conditions=${CONDITION} `, '')
    .replaceAll(' --customConditions null', '');
}

/** Points to the settings in the root of the project in place of the presets in `tooling`. */
function rewritePresets(text: string, path: string): string {
  const root = '../'.repeat(path.split('/').length - 1);
  return text
    .replaceAll(
      /(?:\.\.\/)+tooling\/tsconfig\/base\.json|(?:\.\.\/)+tsconfig\/base\.json/g,
      `${root}tsconfig.json`,
    )
    .replaceAll(/(?:\.\.\/)+tooling\/tsconfig\/build\.json/g, `${root}tsconfig.build.json`)
    .replaceAll(/(?:\.\.\/)+(?:tooling\/)?vitest\/base\.ts/g, `${root}vitest.base.ts`);
}

/** Returns a source, script or setting as it is in the project. */
export function rewriteSource(path: string, text: string, { names, condition }: Rewriting): string {
  return renamePackages(rewriteCondition(rewritePresets(text, path), condition), names);
}

const KIT_PAGE = /(?:^|\/)kit\/([a-z-]+)(?:\/README\.md)?$/;
const LINK = /\[([^\]]*)\]\(([^)\s]+)\)/g;
/** A row of a table about a folder, such as "| `packages/client` | … |". */
const FOLDER_ROW = /^\| `((?:apps|bench|examples|packages|tooling)\b[^`]*)`/;

/**
 * Makes a page fit the project. Links to the kit lead to the registry. Rows of tables about what did
 * not come along are left out, and other links to it become plain text.
 */
export function rewritePage(path: string, text: string, files: ReadonlySet<string>): string {
  const isThere = (file: string) =>
    [...files].some((known) => known === file || known.startsWith(`${file.replace(/\/$/, '')}/`));
  const fileOf = (target: string) => posix.join(posix.dirname(path), target.replace(/#.*/, ''));
  const isDead = (target: string) =>
    !/^(?:[a-z]+:|#)/.test(target) && !KIT_PAGE.test(fileOf(target)) && !isThere(fileOf(target));

  const lines = text.split('\n').filter((line) => {
    const folder = FOLDER_ROW.exec(line)?.[1];
    if (folder !== undefined && !isThere(folder)) return false;
    return !line.startsWith('|') || ![...line.matchAll(LINK)].some(([, , to = '']) => isDead(to));
  });
  return lines.join('\n').replaceAll(LINK, (link, label: string, target: string) => {
    if (isDead(target)) return label;
    const kit = /^[a-z]+:/.test(target) ? undefined : KIT_PAGE.exec(fileOf(target))?.[1];
    return kit === undefined
      ? link
      : `[${label}](https://www.npmjs.com/package/@trastienda/${kit})`;
  });
}
