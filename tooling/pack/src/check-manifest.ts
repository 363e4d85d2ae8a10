/** Manifest of a package of this workspace. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What a manifest is compared with. */
export interface Workspace {
  /** Folder of the package in the repository, such as `kit/base`. */
  readonly folder: string;
  /** Names of the packages that are published. */
  readonly published: ReadonlySet<string>;
  /** Field `repository` of the root, if the owner has set one. */
  readonly repository: unknown;
}

const isText = (value: unknown) => typeof value === 'string' && value.length > 20;
const isFilledList = (value: unknown) => Array.isArray(value) && value.length > 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that every published package has, with what they must be. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  description: isText,
  keywords: isFilledList,
  license: (value) => value === 'MIT',
  author: (value) => typeof value === 'string',
  type: (value) => value === 'module',
  sideEffects: (value) => value === false,
  engines: (value) => isObject(value) && value.node === '>=20.19',
  files: (value) => Array.isArray(value) && value.includes('dist'),
  publishConfig: (value) => isObject(value) && value.access === 'public',
};

/** An entry is a file, such as `./package.json`, or has types before its code. */
function isEntry(entry: unknown): boolean {
  if (typeof entry === 'string') return true;
  if (!isObject(entry)) return false;
  return Object.keys(entry).slice(-2).join() === 'types,default';
}

/** Returns the `repository` of a package, as npm links to its folder. */
function repositoryOf({ repository, folder }: Workspace): unknown {
  if (repository === undefined) return undefined;
  const fields = isObject(repository) ? repository : { type: 'git', url: repository };
  return { ...fields, directory: folder };
}

/** Returns what a package lacks to be published, one sentence each. */
export function checkManifest(manifest: Manifest, workspace: Workspace): readonly string[] {
  const wrong = Object.entries(FIELDS).filter(([field, isRight]) => !isRight(manifest[field]));
  // A package without exports is a command.
  const { exports, bin } = manifest;
  const hasEntries =
    exports === undefined
      ? bin !== undefined
      : isObject(exports) && Object.values(exports).every(isEntry);
  const repository = repositoryOf(workspace);
  const hasRepository = JSON.stringify(manifest.repository) === JSON.stringify(repository);
  const installed = Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
  });
  const unpublished = installed.filter(
    ([name, version]) => version.startsWith('workspace:') && !workspace.published.has(name),
  );
  return [
    ...wrong.map(([field]) => `has a wrong ${field}: ${JSON.stringify(manifest[field])}`),
    ...(hasEntries ? [] : [`has wrong exports: ${JSON.stringify(exports)}`]),
    ...(hasRepository ? [] : [`needs "repository": ${JSON.stringify(repository)}`]),
    ...unpublished.map(([name]) => `depends on ${name}, which is not published`),
  ].map((problem) => `${manifest.name}: ${problem}`);
}
