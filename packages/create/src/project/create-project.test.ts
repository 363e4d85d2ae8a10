import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CreateError } from '../create-error.ts';
import { deriveTemplate } from '../derive/derive-template.ts';
import { readTemplateInfo } from '../template.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { createProject } from './create-project.ts';

const work = await useTemporaryFolder();
const templates = join(work, 'templates');
await deriveTemplate('notes', templates);

/** Makes a folder for one test, in which `my-app` is to be created. */
async function place(name: string) {
  const parent = join(work, name);
  await mkdir(parent);
  const folder = join(parent, 'my-app');
  const plan = {
    folder,
    name: 'my-app',
    template: 'notes',
    tarballFolder: null,
    templates,
  } as const;
  return { parent, folder, plan };
}

test('A project is written whole, and nothing else is left beside it', async () => {
  const { parent, folder, plan } = await place('whole');
  await createProject(plan);
  expect(await readdir(parent)).toEqual(['my-app']);
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining(['.gitignore', 'README.md', 'apps', 'package.json']),
  );
  const manifest = JSON.parse(await readFile(join(folder, 'apps/api/package.json'), 'utf8'));
  expect(manifest.name).toBe('@my-app/api');
});

test('A folder that is not empty is refused, and stays as it is', async () => {
  const { parent, folder, plan } = await place('occupied');
  await mkdir(folder);
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await expect(createProject(plan)).rejects.toThrow(CreateError);
  expect(await readdir(parent, { recursive: true })).toEqual([
    'my-app',
    join('my-app', 'notes.txt'),
  ]);
});

test('A file where the folder would be is refused', async () => {
  const { folder, plan } = await place('file');
  await writeFile(folder, 'mine');
  await expect(createProject(plan)).rejects.toThrow('is a file');
  expect(await readFile(folder, 'utf8')).toBe('mine');
});

test('An empty folder and a repository without files become the project', async () => {
  const { folder, plan } = await place('empty');
  await mkdir(join(folder, '.git'), { recursive: true });
  await writeFile(join(folder, '.git/HEAD'), 'ref: refs/heads/main');
  await createProject(plan);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['.git', 'apps', 'package.json']));
  expect(await readFile(join(folder, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main');
});

test('A failure in the middle leaves neither a part of the project nor new folders', async () => {
  const { parent, plan } = await place('failing');
  const broken = join(work, 'broken');
  await cp(templates, broken, { recursive: true });
  // Fails after other files have been written.
  await writeFile(join(broken, 'notes/tsconfig.json/'.slice(0, -1)), '');
  await rm(join(broken, 'notes/apps/api/package.json.template'));
  await writeFile(join(broken, 'notes/apps/api/package.json.template'), '{ no JSON');
  const folder = join(parent, 'new', 'my-app');
  await expect(createProject({ ...plan, folder, templates: broken })).rejects.toThrow(SyntaxError);
  expect(await readdir(parent)).toEqual([]);
});

test('Without the tarballs that it needs nothing is created, and the error names them', async () => {
  const { parent, plan } = await place('no-tarballs');
  const tarballFolder = join(work, 'no-such-folder');
  await expect(createProject({ ...plan, tarballFolder })).rejects.toThrow('cannot be read');
  await mkdir(join(work, 'few-tarballs'));
  await expect(
    createProject({ ...plan, tarballFolder: join(work, 'few-tarballs') }),
  ).rejects.toThrow('trastienda-base-');
  expect(await readdir(parent)).toEqual([]);
});

test('With tarballs the project has them, and installs nothing of the kit from elsewhere', async () => {
  const { folder, plan } = await place('tarballs');
  const { kit } = await readTemplateInfo(templates, 'notes');
  const tarballFolder = join(work, 'tarballs-of-kit');
  await mkdir(tarballFolder);
  for (const [name, version] of Object.entries(kit)) {
    const file = `${name.slice(1).replace('/', '-')}-${version}.tgz`;
    await writeFile(join(tarballFolder, file), name);
  }
  await createProject({ ...plan, tarballFolder });
  const settings = parse(await readFile(join(folder, 'pnpm-workspace.yaml'), 'utf8'));
  expect(settings.overrides).toMatchObject({ vite: 'catalog:' });
  for (const name of Object.keys(kit)) {
    const path = String(settings.overrides[name]).replace('file:', '');
    expect(await readFile(join(folder, path), 'utf8')).toBe(name);
  }
});
