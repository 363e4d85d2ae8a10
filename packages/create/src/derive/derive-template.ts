import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { type FileContent, readContent } from '../file-content.ts';
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

const BUILD_SETTINGS = 'tooling/tsconfig/build.json';

const SCOPE = `@${NAME_IN_TEMPLATES}`;

/** Reads a file or folder of the repository; paths of the result are those in the project. */
async function read(from: string, to: string): Promise<[path: string, content: FileContent][]> {
  const source = join(REPOSITORY, from);
  return Promise.all(
    (await listFiles(source)).map(async (file) => [
      posix.join(to, file),
      await readContent(join(source, file)),
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

  const files = new Map<string, FileContent>();
  for (const { from, to } of [...packages, ...others]) {
    for (const [path, content] of await read(from, to)) {
      const isManifest = path.endsWith('/package.json');
      const rewrite = isManifest ? rewriteManifest : rewriteSource;
      files.set(path, typeof content === 'string' ? rewrite(path, content, rewriting) : content);
    }
  }
  for (const path of files.keys()) {
    if (isLeft(path)) files.delete(path);
  }
  files.set('tsconfig.json', await compilerSettings(condition));
  if (hasBuilds) {
    for (const [path, content] of await read(BUILD_SETTINGS, 'tsconfig.build.json')) {
      files.set(path, content);
    }
  }
  files.set('biome.json', await lintSettings(source));
  const manager = await packageManager();
  for (const folder of ['common', template]) {
    for (const [path, content] of await read(`${WRITTEN_FILES}/${folder}`, '')) {
      const isText = typeof content === 'string';
      files.set(
        projectPath(path),
        isText ? content.replaceAll('PACKAGE_MANAGER', manager) : content,
      );
    }
  }

  const manifests: Manifest[] = [...files]
    .filter(([path]) => posix.basename(path) === 'package.json')
    .map(([, text]) => JSON.parse(String(text)));
  const used = catalogNames(manifests);
  files.set('pnpm-workspace.yaml', await workspaceSettings(packages, used, kit));
  const known = new Set(files.keys());
  for (const [path, content] of files) {
    if (path.endsWith('.md')) files.set(path, rewritePage(path, String(content), known));
  }
  return { files, kit: kitClosure(used, kit) };
}

/** Derives a template from the sources of this repository into `<folder>/<template>`. */
export async function deriveTemplate(template: Template, folder: string): Promise<void> {
  const { files, kit } = await deriveFiles(template, await readKit());
  for (const [path, content] of files) {
    const target = join(folder, template, templatePath(path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  const info: TemplateInfo = { kit };
  await writeFile(join(folder, `${template}.json`), `${JSON.stringify(info, null, 2)}\n`);
}
