/**
 * `MONGODB_URI` sends every suite that needs a database to that server instead of an embedded
 * one; each suite then uses a database of its own there, and drops it.
 */
export const externalMongoUri: string | undefined = process.env.MONGODB_URI || undefined;
