import { addNote } from './add-note.ts';
import { cancel } from './cancel.ts';
import { changeAddress } from './change-address.ts';
import { events } from './events.ts';
import { fulfil } from './fulfil.ts';
import { get } from './get.ts';
import { refund } from './refund.ts';
import { resolveReturn } from './resolve-return.ts';
import { search } from './search.ts';

export const orders = {
  addNote,
  cancel,
  changeAddress,
  events,
  fulfil,
  get,
  refund,
  resolveReturn,
  search,
};
