import { type Environment, HttpUrl, Port, parseEnvironment } from '@trastienda/base';
import { z } from 'zod';

const Config = z.object({
  /** Directory of the embedded database, the encryption key and the emails. */
  dataDir: z.string().default('.data'),
  /** A replica set in place of the embedded database. */
  mongodbUri: z
    .string()
    .regex(/^mongodb(\+srv)?:/, { error: 'must be a MongoDB URI' })
    .optional(),
  port: Port.default(3100),
  /** Where browsers reach the server; by default its port on this machine. */
  publicUrl: HttpUrl.optional(),
});
export type Config = z.infer<typeof Config>;

/** @throws {EnvironmentError} when `DATA_DIR`, `MONGODB_URI`, `PORT` or `PUBLIC_URL` is not valid. */
export const readConfig = (env: Environment): Config => parseEnvironment(Config, env);
