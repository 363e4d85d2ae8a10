import { archive } from './archive.ts';
import { create } from './create.ts';
import { facets } from './facets.ts';
import { get } from './get.ts';
import { importCsv } from './import.ts';
import { list } from './list.ts';
import { staffGet } from './staff-get.ts';
import { staffList } from './staff-list.ts';
import { update } from './update.ts';

export const catalog = {
  archive,
  create,
  facets,
  get,
  import: importCsv,
  list,
  staffGet,
  staffList,
  update,
};
