import { type DatabaseOf, leases, openDatabase } from '@trastienda/mongo';
import { emails } from '../queue/email-store.ts';

const COLLECTIONS = { emails, leases };

/** The database of an application that sends emails and does nothing else. */
export interface EmailDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openEmailDatabase = (uri: string): Promise<EmailDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });
