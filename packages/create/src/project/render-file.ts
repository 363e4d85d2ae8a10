import { formatJson } from '../format-json.ts';
import { NAME_IN_TEMPLATES } from '../template.ts';
import { organizeImports } from './organize-imports.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const sorted = (dependencies: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Puts the dependencies of a manifest into the order that package managers keep. */
function sortManifest(source: string): string {
  const manifest: Manifest = JSON.parse(source);
  const { dependencies, devDependencies } = manifest;
  const lists = {
    ...(dependencies !== undefined && { dependencies: sorted(dependencies) }),
    ...(devDependencies !== undefined && { devDependencies: sorted(devDependencies) }),
  };
  return `${JSON.stringify({ ...manifest, ...lists }, null, 2)}\n`;
}

/** Returns a file of a template as it is in the application of a name. */
export function renderFile(path: string, source: string, name: string): string {
  const named = source.replaceAll(NAME_IN_TEMPLATES, name);
  if (path.endsWith('package.json')) return sortManifest(named);
  // Its lists name packages: how long they are decides on how many lines they stand.
  if (path.endsWith('turbo.json')) return `${formatJson(JSON.parse(named))}\n`;
  return /\.(?:[cm]?[jt]sx?|md)$/.test(path) ? organizeImports(named, `@${name}`) : named;
}
