// A contender of reads.ts, in a separate process: the same two reads of the shop's products, as most
// back ends write them. Prints its URL.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { ORPCError, os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import express from 'express';
import { Hono } from 'hono';
import mongoose from 'mongoose';
import { z } from 'zod';

const [, , kind = '', uri = ''] = process.argv;

const text = { type: String, required: true } as const;
const image = new mongoose.Schema({ url: String, alt: String }, { _id: false });
const variant = new mongoose.Schema(
  {
    sku: text,
    barcode: String,
    price: Number,
    compareAtPrice: Number,
    optionValues: [String],
    inventory: { isTracked: Boolean, policy: String, quantity: Number },
    requiresShipping: Boolean,
    isTaxable: Boolean,
  },
  { _id: false },
);
const product = new mongoose.Schema({
  slug: text,
  title: text,
  descriptionHtml: String,
  vendor: String,
  productType: String,
  tags: [String],
  status: text,
  optionNames: [String],
  images: [image],
  variants: [variant],
  currency: String,
  isInStock: Boolean,
  createdAt: Date,
  updatedAt: Date,
});
const Product = mongoose.model<{ slug: string; title: string; status: string }>('Product', product);

const LISTED = 'slug title vendor productType tags images currency isInStock';
const LIMIT = 24;
const BY_TITLE = { 'listing.order.title': 1 } as const;
const ACTIVE = { status: 'active', 'listing.keys': 'all' };

function createExpress(): Promise<number> {
  const app = express();
  app.get('/get', async (request, response) => {
    const found = await Product.findOne({ slug: request.query.slug ?? '', status: 'active' });
    if (found === null) response.status(404).json({ error: 'not found' });
    else response.json(found);
  });
  app.get('/list', async (_request, response) => {
    response.json(await Product.find(ACTIVE).select(LISTED).sort(BY_TITLE).limit(LIMIT));
  });
  return new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () =>
      resolve((listening.address() as AddressInfo).port),
    );
  });
}

function serveHono(app: Hono): Promise<number> {
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port));
  });
}

const Output = z.looseObject({ slug: z.string(), title: z.string() });
const listLean = () => Product.find(ACTIVE).select(LISTED).sort(BY_TITLE).limit(LIMIT).lean();

/** tRPC's own adapter on Hono, with plain objects from the database. */
function createTrpc(): Promise<number> {
  const t = initTRPC.create({ isDev: false });
  const router = t.router({
    get: t.procedure
      .input(z.object({ slug: z.string() }))
      .output(Output)
      .query(async ({ input: { slug } }) => {
        const found = await Product.findOne({ slug, status: 'active' }).lean();
        if (found === null) throw new TRPCError({ code: 'NOT_FOUND' });
        return found;
      }),
    list: t.procedure.output(z.array(Output)).query(listLean),
  });
  const app = new Hono().use('/*', (c) =>
    fetchRequestHandler({ req: c.req.raw, endpoint: '/', router }),
  );
  return serveHono(app);
}

/** oRPC on Hono, in its own protocol. */
function createOrpc(): Promise<number> {
  const query = os.route({ method: 'GET' });
  const handler = new RPCHandler({
    get: query
      .input(z.object({ slug: z.string() }))
      .output(Output)
      .handler(async ({ input: { slug } }) => {
        const found = await Product.findOne({ slug, status: 'active' }).lean();
        if (found === null) throw new ORPCError('NOT_FOUND');
        return found;
      }),
    list: query.output(z.array(Output)).handler(listLean),
  });
  const app = new Hono().use('/*', async (c, next) => {
    const { matched, response } = await handler.handle(c.req.raw, { prefix: '/', context: {} });
    return matched ? response : next();
  });
  return serveHono(app);
}

/** Hono with what it answers in memory: what a server costs that does nothing. */
async function createBare(): Promise<number> {
  const [one, many] = await Promise.all([Product.findOne(ACTIVE).lean(), listLean()]);
  const app = new Hono().get('/get', (c) => c.json(one)).get('/list', (c) => c.json(many));
  return serveHono(app);
}

const CONTENDERS = { express: createExpress, trpc: createTrpc, orpc: createOrpc, hono: createBare };
const create = CONTENDERS[kind as keyof typeof CONTENDERS];
await mongoose.connect(uri);
console.log(`http://127.0.0.1:${await create()}`);
