import { cancel } from './cancel.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { requestReturn } from './request-return.ts';

export const order = { cancel, get, list, requestReturn };
