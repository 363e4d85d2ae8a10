import { adjust } from './adjust.ts';
import { configure } from './configure.ts';
import { get } from './get.ts';
import { importCsv } from './import.ts';
import { list } from './list.ts';
import { movements } from './movements.ts';
import { receive } from './receive.ts';

export const stock = { adjust, configure, get, import: importCsv, list, movements, receive };
