/** What the middlewares leave for the handlers. */
export interface AppEnv {
  Variables: { requestId: string };
}
