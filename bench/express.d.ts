// Express 5 brings no types; this is what the benchmark uses of it.
declare module 'express' {
  import type { Server } from 'node:http';

  interface Request {
    readonly query: Readonly<Record<string, string>>;
    readonly body: Readonly<Record<string, unknown>>;
  }
  interface Response {
    json(body: unknown): void;
    status(code: number): Response;
  }
  interface Application {
    use(handler: unknown): void;
    get(path: string, handler: (request: Request, response: Response) => Promise<void>): void;
    post(path: string, handler: (request: Request, response: Response) => Promise<void>): void;
    listen(port: number, host: string, listening: () => void): Server;
  }
  interface Express {
    (): Application;
    json(): unknown;
  }
  const express: Express;
  export default express;
}
