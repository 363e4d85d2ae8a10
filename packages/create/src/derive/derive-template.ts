import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import {
  NAME_IN_TEMPLATES,
  projectPath,
  type Template,
  type TemplateInfo,
  templatePath,
} from '../template.ts';
import { listFiles } from './list-files.ts';
import {
  catalogNames,
  compilerSettings,
  lintSettings,
  packageManager,
  workspaceSettings,
} from './project-settings.ts';
import { rewriteManifest } from './rewrite-manifest.ts';
import { type Rewriting, rewritePage, rewriteSource } from './rewrite-source.ts';
import { SOURCES } from './sources.ts';
import {
  findPackages,
  kitClosure,
  type Manifest,
  REPOSITORY,
  readKit,
  readManifest,
} from './workspace.ts';

/** Files of templates that are not derived: those of all, and those of one, which come last. */
const WRITTEN_FILES = 'packages/create/template-files';

const SCOPE = `@${NAME_IN_TEMPLATES}`;

/** Reads a file or folder of the repository; paths of the result are those in the project. */
async function read(from: string, to: string): Promise<[path: string, text: string][]> {
  const source = join(REPOSITORY, from);
  return Promise.all(
    (await listFiles(source)).map(async (file) => [
      posix.join(to, file),
      await readFile(join(source, file), 'utf8'),
    ]),
  );
}

/** Returns the files of a template, by their paths in the project. */
async function deriveFiles(template: Template, kit: ReadonlyMap<string, Manifest>) {
  const source = SOURCES[template];
  const { others, without, hasBuilds } = source;
  const isLeft = (path: string) =>
    without.some((left) => path === left || path.startsWith(`${left}/`));
  const found = (await Promise.all(source.packages.map(findPackages))).flat();
  const packages = found.filter(({ to }) => !isLeft(to));
  const condition = hasBuilds ? `${SCOPE}/source` : null;
  const names = new Map<string, string>();
  for (const { from, to } of packages) {
    names.set((await readManifest(from)).name, `${SCOPE}/${posix.basename(to)}`);
  }
  const rewriting: Rewriting = { names, condition };

  const files = new Map<string, string>();
  for (const { from, to } of [...packages, ...others]) {
    for (const [path, text] of await read(from, to)) {
      const isManifest = path.endsWith('/package.json');
      const rewrite = isManifest ? rewriteManifest : rewriteSource;
      files.set(path, rewrite(path, text, rewriting));
    }
  }
  for (const path of files.keys()) {
    if (isLeft(path)) files.delete(path);
  }
  files.set('tsconfig.json', await compilerSettings(condition));
  if (hasBuilds) {
    for (const [path, text] of await read('tooling/tsconfig/build.json', 'tsconfig.build.json')) {
      files.set(path, text);
    }
  }
  files.set('biome.json', await lintSettings(source));
  const manager = await packageManager();
  for (const folder of ['common', template]) {
    for (const [path, text] of await read(`${WRITTEN_FILES}/${folder}`, '')) {
      files.set(projectPath(path), text.replaceAll('PACKAGE_MANAGER', manager));
    }
  }

  const manifests: Manifest[] = [...files]
    .filter(([path]) => posix.basename(path) === 'package.json')
    .map(([, text]) => JSON.parse(text));
  const used = catalogNames(manifests);
  files.set('pnpm-workspace.yaml', await workspaceSettings(packages, used, kit));
  const known = new Set(files.keys());
  for (const [path, text] of files) {
    if (path.endsWith('.md')) files.set(path, rewritePage(path, text, known));
  }
  return { files, kit: kitClosure(used, kit) };
}

/** Derives a template from the sources of this repository into `<folder>/<template>`. */
export async function deriveTemplate(template: Template, folder: string): Promise<void> {
  const { files, kit } = await deriveFiles(template, await readKit());
  for (const [path, text] of files) {
    const target = join(folder, template, templatePath(path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  const info: TemplateInfo = { kit };
  await writeFile(join(folder, `${template}.json`), `${JSON.stringify(info, null, 2)}\n`);
}
