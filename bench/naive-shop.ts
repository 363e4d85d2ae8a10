// The same purchase as most tutorials write it, for bench/checkout.ts to compare with: Express and
// Mongoose, `save()` per document, no transaction, nothing that holds under races or crashes.
import type { AddressInfo } from 'node:net';
import express from 'express';
import mongoose from 'mongoose';

const [, , uri = '', productCount = '1'] = process.argv;

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const Product = mongoose.model(
  'Product',
  new mongoose.Schema({
    sku: { ...text, unique: true },
    title: text,
    price: number,
    stock: number,
  }),
);
const Cart = mongoose.model(
  'Cart',
  new mongoose.Schema({
    guest: { ...text, unique: true },
    lines: [{ sku: text, quantity: number }],
  }),
);
const purchase = {
  guest: text,
  status: text,
  email: text,
  address: Object,
  lines: [{ sku: text, title: text, quantity: number, price: number }],
  total: number,
};
const Checkout = mongoose.model('Checkout', new mongoose.Schema(purchase));
const Payment = mongoose.model(
  'Payment',
  new mongoose.Schema({
    checkoutId: { ...text, index: true },
    status: text,
    amount: number,
    captured: number,
  }),
);
const Order = mongoose.model(
  'Order',
  new mongoose.Schema({ ...purchase, checkoutId: text, paymentId: text }),
);
/** What the provider remembers, as ours has its sandbox. */
const Charge = mongoose.model(
  'Charge',
  new mongoose.Schema({
    paymentId: { ...text, index: true },
    status: text,
    amount: number,
    captured: number,
  }),
);

await mongoose.connect(uri);
await Promise.all([Product, Cart, Checkout, Payment, Order, Charge].map((model) => model.init()));
for (let index = 0; index < Number(productCount); index += 1) {
  const sku = `BENCH-${index}`;
  await new Product({ sku, title: `Product ${index}`, price: 1250, stock: 1_000_000 }).save();
}

const app = express();
app.use(express.json());

app.post('/cart', async ({ body }, response) => {
  const guest = String(body.guest);
  const product = await Product.findOne({ sku: String(body.sku) }).orFail();
  const cart = (await Cart.findOne({ guest })) ?? new Cart({ guest });
  cart.lines.push({ sku: product.sku, quantity: Number(body.quantity) });
  await cart.save();
  response.json(cart);
});

app.post('/checkout', async ({ body }, response) => {
  const { email, address } = body;
  const cart = await Cart.findOne({ guest: String(body.guest) }).orFail();
  const lines = [];
  for (const { sku, quantity } of cart.lines) {
    const product = await Product.findOne({ sku }).orFail();
    if (product.stock < quantity) {
      response.status(409).json({ error: 'sold out' });
      return;
    }
    product.stock -= quantity;
    await product.save();
    lines.push({ sku, title: product.title, quantity, price: product.price });
  }
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const checkout = new Checkout({
    ...{ guest: cart.guest, status: 'open', email, address, lines, total },
  });
  await checkout.save();
  response.json(checkout);
});

app.post('/pay', async ({ body }, response) => {
  const checkout = await Checkout.findOne({ _id: String(body.checkoutId) }).orFail();
  const amount = checkout.total;
  const payment = new Payment({ checkoutId: checkout.id, status: 'created', amount, captured: 0 });
  await payment.save();
  await new Charge({ paymentId: payment.id, status: 'authorized', amount, captured: 0 }).save();
  payment.status = 'authorized';
  await payment.save();
  response.json(payment);
});

app.post('/complete', async ({ body }, response) => {
  const checkout = await Checkout.findOne({ _id: String(body.checkoutId) }).orFail();
  const payment = await Payment.findOne({ checkoutId: checkout.id }).orFail();
  const charge = await Charge.findOne({ paymentId: payment.id }).orFail();
  charge.status = 'captured';
  charge.captured = charge.amount;
  await charge.save();
  payment.status = 'captured';
  payment.captured = payment.amount;
  await payment.save();
  const { guest, email, address, lines, total } = checkout;
  const order = new Order({
    ...{ guest, email, address, lines, total, status: 'paid' },
    ...{ checkoutId: checkout.id, paymentId: payment.id },
  });
  await order.save();
  checkout.status = 'completed';
  await checkout.save();
  const cart = await Cart.findOne({ guest }).orFail();
  await cart.deleteOne();
  response.json(order);
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}`);
});
