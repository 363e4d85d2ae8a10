// Derives all templates from the sources of this repository into dist/: a part of the build.
import { rm } from 'node:fs/promises';
import { TEMPLATES, TEMPLATES_FOLDER } from '../template.ts';
import { deriveTemplate } from './derive-template.ts';

await rm(TEMPLATES_FOLDER, { recursive: true, force: true });
for (const template of TEMPLATES) await deriveTemplate(template, TEMPLATES_FOLDER);
