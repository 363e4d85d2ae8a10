import { randomBytes } from 'node:crypto';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import type { Command } from './run-commands.ts';

/** The command `token`: prints a staff token, and its hash for the server. */
export const tokenCommand: Command = {
  name: 'token',
  usage: '',
  summary: 'make a staff token and the TRASTIENDA_STAFF_TOKEN_SHA256 that admits it',
  run: async () => {
    const token = randomBytes(32).toString('base64url');
    console.log(`token (for the caller, shown once): ${token}`);
    console.log(`TRASTIENDA_STAFF_TOKEN_SHA256=${hashStaffToken(token)}`);
    return 0;
  },
};
