import { readFile } from 'node:fs/promises';
import { isScalar, YAMLMap } from 'yaml';
import { formatJson } from '../format-json.ts';
import type { Rewriting } from './rewrite-source.ts';
import type { Move, TemplateSource } from './template-source.ts';
import { type Manifest, REPOSITORY, readSettings } from './workspace.ts';

/** Settings that concern this repository only. */
const DROPPED = ['minimumReleaseAge'];

const readJson = async (path: string) => JSON.parse(await readFile(`${REPOSITORY}${path}`, 'utf8'));
const toJson = (value: unknown) => `${formatJson(value)}\n`;

/** Names of the packages whose versions manifests take from the catalog. */
export function catalogNames(manifests: readonly Manifest[]): ReadonlySet<string> {
  const all = manifests
    .flatMap((manifest) => [
      manifest.dependencies,
      manifest.devDependencies,
      manifest.optionalDependencies,
      manifest.peerDependencies,
    ])
    .flatMap((list) => Object.entries(list ?? {}));
  return new Set(all.filter(([, version]) => version === 'catalog:').map(([name]) => name));
}

/** Returns `pnpm-workspace.yaml`: our settings, and the part of our catalog that is used. */
export async function workspaceSettings(
  packages: readonly Move[],
  used: ReadonlySet<string>,
  kit: ReadonlyMap<string, Manifest>,
): Promise<string> {
  const settings = await readSettings();
  const globs = new Set(
    packages.map(({ to }) => (to.includes('/') ? to.replace(/[^/]+$/, '*') : to)),
  );
  for (const name of DROPPED) settings.delete(name);
  settings.set('packages', [...globs]);
  settings.set('minimumReleaseAgeExclude', ['@trastienda/*']);

  const catalog = settings.get('catalog');
  if (!(catalog instanceof YAMLMap)) throw new Error('The workspace has no catalog.');
  const overridden = settings.get('overrides');
  const kept = new Set(used);
  if (overridden instanceof YAMLMap) {
    overridden.items = overridden.items.filter(({ key }) => {
      // `package>dependency` concerns a project that uses the package.
      const [, parent] = /^(.+)>/.exec(String(key)) ?? [];
      return parent === undefined || used.has(parent);
    });
    for (const { key } of overridden.items) kept.add(String(key));
  }
  catalog.items = catalog.items.filter(({ key }) => isScalar(key) && kept.has(String(key.value)));
  for (const [name, { version }] of kit) if (used.has(name)) catalog.set(name, `^${version}`);

  const missing = [...used].filter((name) => !catalog.has(name));
  if (missing.length > 0) throw new Error(`The catalog has no ${missing.join(', ')}.`);
  return settings.toString({ lineWidth: 0 });
}

/** Returns the strict settings of the compiler, which every package extends. */
export async function compilerSettings(condition: Rewriting['condition']): Promise<string> {
  const { $schema, compilerOptions } = await readJson('tooling/tsconfig/base.json');
  const { customConditions, rewriteRelativeImportExtensions, ...options } = compilerOptions;
  const forBuilds = { customConditions: [condition], rewriteRelativeImportExtensions };
  return toJson({
    $schema,
    compilerOptions: { ...options, ...(condition !== null && forBuilds) },
    files: [],
  });
}

/** Returns the settings of the formatter and linter; programs of these globs write to the console. */
export async function lintSettings({ programs }: TemplateSource): Promise<string> {
  const { overrides, ...settings } = await readJson('biome.json');
  if (programs.length === 0) return toJson(settings);
  const linter = { rules: { suspicious: { noConsole: 'off' } } };
  return toJson({ ...settings, overrides: [{ includes: programs, linter }] });
}

/** Returns the package manager as a manifest names it, such as `pnpm@12.0.0`. */
export async function packageManager(): Promise<string> {
  return (await readJson('package.json')).packageManager;
}
