// A contender of trpc-adapters.ts, in a separate process. Prints its URL; answers each line on its
// standard input with the CPU time in microseconds that it has used so far.
import { createInterface } from 'node:readline';
import { serve } from '@hono/node-server';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { BatchHandlerPlugin } from '@orpc/server/plugins';
import { honoTrpc } from '@trastienda/hono-trpc';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Context, Hono, type Next } from 'hono';
import {
  ACTOR,
  CreateProduct,
  createProduct,
  findProduct,
  GetProduct,
  Product,
  SERVICES,
} from './trpc-adapters-products.ts';

interface CallContext {
  readonly requestId: string;
}

const createContext = () => ({ requestId: 'r-1' });

function createTrpcRouter() {
  const t = initTRPC.context<CallContext>().create({ isDev: false });
  const guarded = t.procedure
    .use(async ({ next, path }) => {
      const result = await next();
      if (!result.ok) console.error(path);
      return result;
    })
    .use(({ next }) => next({ ctx: ACTOR }))
    .use(({ next }) => next({ ctx: SERVICES }));
  return t.router({
    noop: t.procedure.query(() => 'ok'),
    get: t.procedure
      .input(GetProduct)
      .output(Product)
      .query(({ input }) => findProduct(input.id, input.currency)),
    guarded: guarded
      .input(GetProduct)
      .output(Product)
      .query(({ ctx, input }) => ctx.services.findProduct(input.id, input.currency)),
    create: t.procedure
      .input(CreateProduct)
      .output(Product)
      .mutation(({ input }) => createProduct(input)),
  });
}

function createOrpcHandler() {
  const base = os.$context<CallContext>();
  const query = base.route({ method: 'GET' });
  const guarded = query
    .use(async ({ next, path }) => {
      try {
        return await next();
      } catch (error) {
        console.error(path);
        throw error;
      }
    })
    .use(({ next }) => next({ context: ACTOR }))
    .use(({ next }) => next({ context: SERVICES }));
  const router = {
    noop: query.handler(() => 'ok'),
    get: query
      .input(GetProduct)
      .output(Product)
      .handler(({ input }) => findProduct(input.id, input.currency)),
    guarded: guarded
      .input(GetProduct)
      .output(Product)
      .handler(({ context, input }) => context.services.findProduct(input.id, input.currency)),
    create: base
      .input(CreateProduct)
      .output(Product)
      .handler(({ input }) => createProduct(input)),
  };
  return new RPCHandler(router, { plugins: [new BatchHandlerPlugin()] });
}

/** The same by hand: what a server on Hono costs without any of them. */
function createBareApp() {
  const inputOf = (c: Context) => GetProduct.parse(JSON.parse(c.req.query('input') ?? 'null'));
  const app = new Hono<{ Variables: typeof ACTOR & typeof SERVICES }>();
  app.get('/noop', (c) => c.json({ result: { data: 'ok' } }));
  app.get('/get', (c) => {
    const { id, currency } = inputOf(c);
    return c.json({ result: { data: Product.parse(findProduct(id, currency)) } });
  });
  app.use('/guarded', async (_c: Context, next: Next) => next());
  app.use('/guarded', async (c, next) => {
    c.set('actor', ACTOR.actor);
    await next();
  });
  app.use('/guarded', async (c, next) => {
    c.set('services', SERVICES.services);
    await next();
  });
  app.get('/guarded', (c) => {
    const { id, currency } = inputOf(c);
    return c.json({ result: { data: Product.parse(c.var.services.findProduct(id, currency)) } });
  });
  app.post('/create', async (c) => {
    const input = CreateProduct.parse(await c.req.json());
    return c.json({ result: { data: Product.parse(createProduct(input)) } });
  });
  return app;
}

async function createApp(contender: string | undefined): Promise<Hono> {
  const app = new Hono();
  if (contender === 'bare') return app.route('/rpc', createBareApp());
  if (contender === 'orpc') {
    const handler = createOrpcHandler();
    const options = { prefix: '/rpc', context: createContext() } as const;
    return app.use('/rpc/*', async (c, next) => {
      const { matched, response } = await handler.handle(c.req.raw, options);
      return matched ? response : next();
    });
  }
  const router = createTrpcRouter();
  if (contender === 'official') {
    return app.use('/rpc/*', (c) =>
      fetchRequestHandler({ req: c.req.raw, endpoint: '/rpc', router, createContext }),
    );
  }
  const ours = honoTrpc({ router, createContext });
  if (!(await ours.prepare())) throw new Error('The fast path is off.');
  return app.use('/rpc/*', ours);
}

const app = await createApp(process.argv[2]);
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}/rpc`);
});
createInterface({ input: process.stdin })
  .on('line', () => {
    const { user, system } = process.cpuUsage();
    console.log(String(user + system));
  })
  .on('close', () => server.close());
