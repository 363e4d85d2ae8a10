import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readContent } from '../file-content.ts';
import { projectPath, readTemplateInfo, type Template } from '../template.ts';
import { findTarballs } from './find-tarballs.ts';
import { renderFile } from './render-file.ts';
import { fillFolder } from './target-folder.ts';
import { useTarballs } from './use-tarballs.ts';

export interface ProjectPlan {
  /** Absolute path of the folder that becomes the project. */
  readonly folder: string;
  /** Name of the application, which is also the scope of its packages. */
  readonly name: string;
  readonly template: Template;
  /** Folder with tarballs of the kit; null: the project installs it from the registry. */
  readonly tarballFolder: string | null;
  /** Folder of the derived templates. */
  readonly templates: string;
}

/** Writes the files of a template for an application of this name into a folder. */
async function writeTemplate(source: string, name: string, folder: string): Promise<void> {
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = projectPath(relative(source, file)).replaceAll('\\', '/');
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const content = await readContent(file);
    await writeFile(
      target,
      typeof content === 'string' ? renderFile(path, content, name) : content,
    );
  }
}

/**
 * Writes a project. A failure leaves everything as it was.
 * @throws {CreateError} when the folder is not empty or a tarball is missing.
 */
export async function createProject(plan: ProjectPlan): Promise<void> {
  const { folder, name, template, tarballFolder, templates } = plan;
  const { kit } = await readTemplateInfo(templates, template);
  const tarballs = tarballFolder === null ? null : await findTarballs(tarballFolder, kit);
  await fillFolder(folder, async (project) => {
    await writeTemplate(join(templates, template), name, project);
    if (tarballs !== null) await useTarballs(project, tarballs);
  });
}
