import { type EmailLanguage, type EmailText, GREETINGS } from '@trastienda/emails';
import type { PaymentRejection } from '@trastienda/shop-contract';
import type { ShopEmailContent } from '../email-content.ts';
import { itemTables, linesTables, receiptTables } from './tables.ts';
import { dayText, moneyText, type Words } from './words.ts';

const WORDS: Words = {
  locale: 'en',
  items: 'Items',
  sums: 'Amounts',
  subtotal: 'Subtotal',
  discount: 'Discount',
  shipping: 'Shipping',
  total: 'Total',
  included: 'included',
};

const VIEW = 'View the order';
const AFTER_VIEW =
  'Do not forward this email: anyone who opens its link sees the order. The link works for 90 days.';

const UNMATCHED: Readonly<Record<PaymentRejection, string>> = {
  superseded: 'another payment or a later checkout has bought the same',
  cancelled: 'its checkout was canceled',
  stock: 'too little stock was left when it arrived',
  discount: 'a discount of its checkout was used up when it arrived',
  abandoned: 'its buyer had given it up',
  amount: 'its amount is not the total of the checkout',
};

const CANCELED_BY = {
  buyer: (number: string) => `Your order ${number} is canceled, as you asked.`,
  staff: (number: string) => `We had to cancel your order ${number}. We are sorry.`,
  payment: (number: string) =>
    `The payment for your order ${number} did not succeed, so the order is canceled.`,
  refund: (number: string) =>
    `Everything in your order ${number} was refunded, so the order is canceled.`,
} as const;

const afterwards = (content: ShopEmailContent) =>
  'page' in content && 'token' in content.page ? { afterwards: [AFTER_VIEW] } : {};

function textOf(content: ShopEmailContent, site: string): EmailText {
  const words = WORDS;
  const about = { action: VIEW, ...afterwards(content) };
  switch (content.template) {
    case 'order-placed':
      return {
        subject: `Your order ${content.number} at ${site}`,
        paragraphs: content.isCanceled
          ? [
              `We have received your order ${content.number}. It has been canceled since then, and ${content.isShipped === false ? 'you will get nothing of it' : 'nothing of it will be sent'}.`,
            ]
          : [`Thank you. We have received your order ${content.number}:`],
        tables: [
          ...receiptTables(words, content.receipt),
          ...linesTables(
            content.isShipped === false ? 'Your address' : 'Shipping address',
            content.address,
          ),
        ],
        ...about,
      };
    case 'order-paid':
      return {
        subject: `Receipt for your order ${content.number} at ${site}`,
        paragraphs: [
          `We have received ${moneyText(words, content.paid)} for your order ${content.number} on ${dayText(words, content.paidAt, content.timeZone)}.`,
          ...(content.isCanceled
            ? ['The order has been canceled since then. You get the money back.']
            : []),
        ],
        tables: [
          ...receiptTables(words, content.receipt),
          ...linesTables('Billing address', content.address),
        ],
        ...about,
      };
    case 'order-shipped':
      // Staff may still send a parcel.
      if (content.isShipped === false && content.tracking === null) {
        return {
          subject: content.isComplete
            ? `Your order ${content.number} is delivered`
            : `A part of your order ${content.number} is delivered`,
          paragraphs: [
            content.isComplete
              ? `We have delivered your order ${content.number}. Nothing of it comes by mail.`
              : `We have delivered a part of your order ${content.number}. The rest follows.`,
          ],
          tables: itemTables(words, content.items),
          ...about,
        };
      }
      return {
        subject: content.isComplete
          ? `Your order ${content.number} is on its way`
          : `A parcel of your order ${content.number} is on its way`,
        paragraphs: [
          content.isComplete
            ? `We have sent your order ${content.number}.`
            : `We have sent a part of your order ${content.number}. The rest follows.`,
          ...(content.tracking === null
            ? []
            : [`Tracking number of ${content.tracking.carrier}: ${content.tracking.number}`]),
          ...(content.tracking?.url ? [`Track the parcel: ${content.tracking.url}`] : []),
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'order-canceled':
      return {
        subject: `Your order ${content.number} at ${site} is canceled`,
        paragraphs: [
          CANCELED_BY[content.by](content.number),
          content.isPaid
            ? 'You get back what you have paid, by the same means of payment.'
            : 'Nothing was charged. If your bank has reserved an amount, it releases it.',
        ],
        ...about,
      };
    case 'order-refunded':
      return {
        subject: `A refund for your order ${content.number} at ${site}`,
        paragraphs: [
          `We have refunded ${moneyText(words, content.amount)} of your order ${content.number}, by the means of payment that you used.`,
          'Your bank may take some days to show it.',
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'return-requested':
      return {
        subject: `Your return of order ${content.number} at ${site}`,
        paragraphs: [
          `You want to return these items of your order ${content.number}.`,
          content.isAnswered
            ? 'We have answered since then, in a separate email.'
            : 'We will answer soon. Please keep the items until then.',
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'return-answered':
      return {
        subject:
          content.decision === 'accepted'
            ? `Your return of order ${content.number} is accepted`
            : `Your return of order ${content.number} is declined`,
        paragraphs: [
          content.decision === 'accepted'
            ? `You can return these items of your order ${content.number}. We refund them when they have arrived.`
            : `We cannot take back these items of your order ${content.number}.`,
          ...(content.answer === null ? [] : [`Our answer: ${content.answer}`]),
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'payment-failed':
      return {
        subject: `Your payment at ${site} failed`,
        paragraphs: [
          `Your payment of ${moneyText(words, content.amount)} failed. Nothing was charged.`,
          'We keep your items for a short time: try again, perhaps with another card.',
        ],
        action: 'Return to the checkout',
        afterwards: ['If you have paid in the meantime or changed your mind, ignore this email.'],
      };
    case 'payment-action-required':
      return {
        subject: `Confirm your payment at ${site}`,
        paragraphs: [
          `Your payment of ${moneyText(words, content.amount)} is not complete: your bank asks you to confirm it.`,
          'We keep your items for a short time.',
        ],
        action: 'Return to the checkout',
        afterwards: ['If you have paid in the meantime or changed your mind, ignore this email.'],
      };
    case 'new-order':
      return {
        subject: `New order ${content.number}: ${moneyText(words, content.total)}`,
        paragraphs: [
          content.isCanceled
            ? `Order ${content.number} was placed, and has been canceled since then.`
            : content.isShipped === false
              ? `Order ${content.number} was placed. Nothing of it is shipped.`
              : `Order ${content.number} was placed. It is shipped to ${content.country}.`,
        ],
        tables: [
          ...itemTables(words, content.items),
          {
            title: words.sums,
            rows: [{ label: words.total, value: moneyText(words, content.total), isTotal: true }],
          },
        ],
      };
    case 'low-stock':
      return {
        subject: `Low stock of ${content.sku}: ${content.available}`,
        paragraphs: [
          `${content.available} units of ${content.sku} were available.`,
          ...(content.lowStockAt === null
            ? []
            : [`You are told when no more than ${content.lowStockAt} are available.`]),
        ],
      };
    case 'unmatched-payment':
      return {
        subject: `A payment of ${moneyText(words, content.amount)} has no order`,
        paragraphs: [
          `Payment ${content.paymentId} of ${moneyText(words, content.amount)} got no order: ${UNMATCHED[content.reason]}.`,
          'The shop gives the money back without your help.',
        ],
      };
    case 'payment-disputed':
      return {
        subject: `A payment of ${moneyText(words, content.amount)} is disputed`,
        paragraphs: [
          content.number === null
            ? `A buyer disputes payment ${content.paymentId}, which has no order.`
            : `A buyer disputes the payment of order ${content.number} (payment ${content.paymentId}).`,
          'Answer at the payment provider before its deadline.',
        ],
      };
    case 'webhook-disabled':
      return {
        subject: `Webhooks to ${content.description} are switched off`,
        paragraphs: [
          content.reason === 'gone'
            ? `The endpoint ${content.endpointId} has answered that it does not exist any more (410).`
            : `The endpoint ${content.endpointId} has failed for five days.`,
          'It gets no more webhooks until an owner enables it. What it has missed can be sent again then.',
        ],
      };
  }
}

/** Texts in English. */
export const ENGLISH: EmailLanguage<ShopEmailContent> = { greeting: GREETINGS.en, text: textOf };
