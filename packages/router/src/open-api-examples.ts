import type { ExampleValues } from '@trastienda/procedures/openapi';

/** Values of the shop's fields in the examples of its API reference. */
export const EXAMPLES: ExampleValues = {
  // People and places
  name: ['Ana García'],
  email: ['ana@example.com'],
  company: ['Librería Sol'],
  line1: ['Calle Mayor 12'],
  line2: ['2.º B'],
  city: ['Madrid'],
  postalCode: ['28013'],
  region: ['M'],
  country: ['ES'],
  countries: ['ES'],
  phone: ['+34 600 000 000'],
  address: ['203.0.113.0/24'],
  device: ['Firefox on Linux'],
  createdBy: ['staff-token'],

  // Credentials
  password: ['correct horse battery'],
  code: ['123456', 'WELCOME10'],
  recoveryCodes: ['abcd-efgh-ijkl-mnop'],
  secret: ['JBSWY3DPEHPK3PXP'],
  uri: ['otpauth://totp/Trastienda:ana@example.com?secret=JBSWY3DPEHPK3PXP'],
  key: ['tk_3q2vYw8rT5kLx0ZbN7cPd1mJfHs6gUaE9iVoQyRtWuA'],

  // Catalog and stock
  slug: ['linen-shirt'],
  handle: ['linen-shirt'],
  title: ['Linen shirt'],
  vendor: ['Taller Norte'],
  productType: ['Shirts'],
  tag: ['linen'],
  tags: ['linen'],
  search: ['shirt'],
  sku: ['SHIRT-M'],
  barcode: ['8412345678905'],
  optionNames: ['Size'],
  optionValues: ['M'],
  descriptionHtml: ['<p>Washed linen, made in Spain.</p>'],
  description: ['Washed linen, made in Spain.'],
  alt: ['The shirt on a hanger'],
  imageUrl: ['https://cdn.example.com/linen-shirt.jpg'],
  url: ['https://cdn.example.com/linen-shirt.jpg'],
  weightGrams: [250],
  quantity: [2],
  min: [1000],
  max: [5000],
  taxRatePpm: [210_000],
  ratePpm: [210_000],

  // Discounts and shipping
  startsAt: ['2026-01-31T12:00:00.000Z'],
  endsAt: ['2026-02-28T12:00:00.000Z'],
  // A method for the rest of the world has no countries.
  isRestOfWorld: [false],

  // Orders and payments
  orderNumber: ['1042'],
  discountCodes: ['WELCOME10'],
  codes: ['WELCOME10'],
  paymentMethod: ['pm_test_approve'],
  provider: ['sandbox'],
  reference: ['pay_test_65b7f0c2a1d4e8f93b6c5d70'],
  actionUrl: ['https://pay.example.com/confirm/65b7f0c2a1d4e8f93b6c5d70'],
  clientSecret: ['pay_test_65b7f0c2a1d4e8f93b6c5d70_secret'],
  carrier: ['Correos'],
  number: ['PQ4F2H0710000000128013A', '1042'],
  reason: ['Counted by hand'],
  text: ['Wrap as a gift'],
  message: ['The card was declined.'],

  // Webhooks
  id: [
    '65b7f0c2a1d4e8f93b6c5d70_65b7f0c2a1d4e8f93b6c5d71',
    'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  ],
  deliveryId: ['65b7f0c2a1d4e8f93b6c5d70_65b7f0c2a1d4e8f93b6c5d71'],
};
