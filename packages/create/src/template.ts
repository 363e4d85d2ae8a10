import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TEMPLATES = ['notes', 'shop'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Name of the application in the files of a template: that of the new one replaces it. */
export const NAME_IN_TEMPLATES = 'trastienda-app';

/** Files that npm and other tools would take for those of the package that contains them. */
const MARKED = /(?:^|\/)(?:package\.json|\.gitignore)$/;
const MARK = '.template';

/** Returns the path at which a template has a file of the project. */
export function templatePath(path: string): string {
  return MARKED.test(path) ? `${path}${MARK}` : path;
}

/** Returns the path in the project of a file of a template. */
export function projectPath(path: string): string {
  return path.endsWith(MARK) ? path.slice(0, -MARK.length) : path;
}

/** What is known of a template beside its files. */
export interface TemplateInfo {
  /** Versions of the published packages that the template needs, directly or through another. */
  readonly kit: Readonly<Record<string, string>>;
}

/** Folder of the derived templates, in which each has a folder and a description. */
export const TEMPLATES_FOLDER = fileURLToPath(new URL('../dist/templates/', import.meta.url));

export async function readTemplateInfo(
  templates: string,
  template: Template,
): Promise<TemplateInfo> {
  return JSON.parse(await readFile(join(templates, `${template}.json`), 'utf8'));
}

export function isTemplate(name: string): name is Template {
  return TEMPLATES.some((template) => template === name);
}
