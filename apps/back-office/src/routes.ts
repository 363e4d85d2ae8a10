import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  route('sign-in', 'routes/sign-in.tsx'),
  layout('routes/print/document.tsx', [
    route('orders/:orderId/packing-slip', 'routes/print/packing-slip.tsx'),
    route('orders/:orderId/invoice', 'routes/print/invoice.tsx'),
  ]),
  layout('routes/staff.tsx', [
    index('routes/dashboard/overview.tsx'),
    route('customers', 'routes/customers/list.tsx'),
    route('customers/:customerId', 'routes/customers/customer.tsx'),
    route('messages', 'routes/messages/list.tsx'),
    route('messages/:messageId', 'routes/messages/message.tsx'),
    route('newsletter', 'routes/newsletter/list.tsx'),
    route('orders', 'routes/orders/list.tsx'),
    route('orders/:orderId', 'routes/orders/order.tsx'),
    route('products', 'routes/products/list.tsx'),
    route('products/new', 'routes/products/new.tsx'),
    route('products/import', 'routes/products/import.tsx'),
    route('products/:id', 'routes/products/edit.tsx'),
    route('stock', 'routes/stock/list.tsx'),
    route('stock/import', 'routes/stock/import.tsx'),
    route('stock/sku/:sku', 'routes/stock/sku.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
] satisfies RouteConfig;
