import { cancel } from './cancel.ts';
import { complete } from './complete.ts';
import { get } from './get.ts';
import { pay } from './pay.ts';
import { start } from './start.ts';

export const checkout = { cancel, complete, get, pay, start };
