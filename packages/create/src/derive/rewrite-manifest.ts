import { type Rewriting, rewriteSource } from './rewrite-source.ts';
import type { Manifest } from './workspace.ts';

/** Fields for packages that are published, and scripts for the CI of this repository. */
const DROPPED = ['license', 'publishConfig', 'keywords', 'author', 'repository'];
const DROPPED_SCRIPTS = ['test:mongo', 'measure:reset', 'measure:compression'];

/** Makes packages of the kit dependencies by version: those of the workspace stay what they are. */
function rewriteDependencies(
  dependencies: Readonly<Record<string, string>>,
  names: ReadonlyMap<string, string>,
) {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => {
      const isKit = version.startsWith('workspace:') && !names.has(name);
      return [name, isKit ? 'catalog:' : version];
    }),
  );
}

/** Returns the manifest that a package has in the project. */
export function rewriteManifest(path: string, text: string, rewriting: Rewriting): string {
  const { name, version, ...manifest }: Manifest = JSON.parse(text);
  const kept = Object.entries({ name, version, private: true, ...manifest }).filter(
    ([field]) => !DROPPED.includes(field),
  );
  const rewritten = kept.map(([field, value]) => {
    if (field === 'scripts') {
      const scripts = Object.entries(manifest.scripts ?? {});
      return [field, Object.fromEntries(scripts.filter(([key]) => !DROPPED_SCRIPTS.includes(key)))];
    }
    const list =
      field === 'dependencies' || field === 'devDependencies' || field === 'optionalDependencies'
        ? manifest[field]
        : undefined;
    return [field, list === undefined ? value : rewriteDependencies(list, rewriting.names)];
  });
  const json = `${JSON.stringify(Object.fromEntries(rewritten), null, 2)}\n`;
  return rewriteSource(path, json, rewriting);
}
