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

/**
 * Makes links of a page fit the project: those to the kit lead to the registry, and those to what
 * did not come along become plain text.
 */
export function rewriteLinks(path: string, text: string, files: ReadonlySet<string>): string {
  return text.replaceAll(/\[([^\]]*)\]\(([^)\s]+)\)/g, (link, label: string, target: string) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return link;
    const file = posix.join(posix.dirname(path), target.replace(/#.*/, ''));
    const kit = /(?:^|\/)kit\/([a-z-]+)(?:\/README\.md)?$/.exec(file)?.[1];
    if (kit !== undefined) return `[${label}](https://www.npmjs.com/package/@trastienda/${kit})`;
    const isThere = [...files].some((known) => known === file || known.startsWith(`${file}/`));
    return isThere ? link : label;
  });
}
