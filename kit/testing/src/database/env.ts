/**
 * Runs every suite that needs a database on the server at `MONGODB_URI` instead of an embedded one.
 * Each suite creates a database there and drops it.
 */
export const externalMongoUri: string | undefined = process.env.MONGODB_URI || undefined;
