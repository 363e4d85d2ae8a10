import { type EmailLanguage, type EmailText, GREETINGS } from '@trastienda/emails';
import type { PaymentRejection } from '@trastienda/shop-contract';
import type { ShopEmailContent } from '../email-content.ts';
import { itemTables, linesTables, receiptTables } from './tables.ts';
import { dayText, moneyText, type Words } from './words.ts';

const WORDS: Words = {
  locale: 'es',
  items: 'Artículos',
  sums: 'Importes',
  subtotal: 'Subtotal',
  discount: 'Descuento',
  shipping: 'Envío',
  total: 'Total',
  included: 'incluido',
};

const VIEW = 'Ver el pedido';
const AFTER_VIEW =
  'No reenvíes este correo: quien abra su enlace verá el pedido. El enlace sirve durante 90 días.';

const UNMATCHED: Readonly<Record<PaymentRejection, string>> = {
  superseded: 'otro pago o una compra posterior ya ha comprado lo mismo',
  cancelled: 'su compra se había cancelado',
  stock: 'no quedaban existencias suficientes cuando llegó',
  discount: 'un descuento de su compra se había agotado cuando llegó',
  abandoned: 'quien compraba lo había abandonado',
  amount: 'su importe no es el total de la compra',
};

const CANCELED_BY = {
  buyer: (number: string) => `Tu pedido ${number} está cancelado, como has pedido.`,
  staff: (number: string) => `Hemos tenido que cancelar tu pedido ${number}. Lo sentimos.`,
  payment: (number: string) =>
    `No se ha podido cobrar tu pedido ${number}, así que el pedido está cancelado.`,
  refund: (number: string) =>
    `Hemos reembolsado todo tu pedido ${number}, así que el pedido está cancelado.`,
} as const;

const afterwards = (content: ShopEmailContent) =>
  'page' in content && 'token' in content.page ? { afterwards: [AFTER_VIEW] } : {};

function textOf(content: ShopEmailContent, site: string): EmailText {
  const words = WORDS;
  const about = { action: VIEW, ...afterwards(content) };
  switch (content.template) {
    case 'order-placed':
      return {
        subject: `Tu pedido ${content.number} en ${site}`,
        paragraphs: content.isCanceled
          ? [
              `Hemos recibido tu pedido ${content.number}. Después se ha cancelado, y no ${content.isShipped === false ? 'recibirás' : 'enviaremos'} nada de él.`,
            ]
          : [`Gracias. Hemos recibido tu pedido ${content.number}:`],
        tables: [
          ...receiptTables(words, content.receipt),
          ...linesTables(
            content.isShipped === false ? 'Tu dirección' : 'Dirección de envío',
            content.address,
          ),
        ],
        ...about,
      };
    case 'order-paid':
      return {
        subject: `Recibo de tu pedido ${content.number} en ${site}`,
        paragraphs: [
          `Hemos recibido ${moneyText(words, content.paid)} por tu pedido ${content.number} el ${dayText(words, content.paidAt, content.timeZone)}.`,
          ...(content.isCanceled
            ? ['Después, el pedido se ha cancelado. Te devolvemos el dinero.']
            : []),
        ],
        tables: [
          ...receiptTables(words, content.receipt),
          ...linesTables('Dirección de facturación', content.address),
        ],
        ...about,
      };
    case 'order-shipped':
      // Staff may still send a parcel.
      if (content.isShipped === false && content.tracking === null) {
        return {
          subject: content.isComplete
            ? `Tu pedido ${content.number} está entregado`
            : `Una parte de tu pedido ${content.number} está entregada`,
          paragraphs: [
            content.isComplete
              ? `Hemos entregado tu pedido ${content.number}. Nada de él llega por correo.`
              : `Hemos entregado una parte de tu pedido ${content.number}. El resto vendrá después.`,
          ],
          tables: itemTables(words, content.items),
          ...about,
        };
      }
      return {
        subject: content.isComplete
          ? `Tu pedido ${content.number} está en camino`
          : `Un paquete de tu pedido ${content.number} está en camino`,
        paragraphs: [
          content.isComplete
            ? `Hemos enviado tu pedido ${content.number}.`
            : `Hemos enviado una parte de tu pedido ${content.number}. El resto saldrá después.`,
          ...(content.tracking === null
            ? []
            : [`Número de seguimiento de ${content.tracking.carrier}: ${content.tracking.number}`]),
          ...(content.tracking?.url ? [`Sigue el paquete: ${content.tracking.url}`] : []),
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'order-canceled':
      return {
        subject: `Tu pedido ${content.number} en ${site} está cancelado`,
        paragraphs: [
          CANCELED_BY[content.by](content.number),
          content.isPaid
            ? 'Te devolvemos lo que has pagado, por el mismo medio de pago.'
            : 'No te hemos cobrado nada. Si tu banco ha reservado un importe, lo liberará.',
        ],
        ...about,
      };
    case 'order-refunded':
      return {
        subject: `Un reembolso de tu pedido ${content.number} en ${site}`,
        paragraphs: [
          `Te hemos reembolsado ${moneyText(words, content.amount)} de tu pedido ${content.number}, por el medio de pago que usaste.`,
          'Tu banco puede tardar unos días en mostrarlo.',
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'return-requested':
      return {
        subject: `Tu devolución del pedido ${content.number} en ${site}`,
        paragraphs: [
          `Quieres devolver estos artículos de tu pedido ${content.number}.`,
          content.isAnswered
            ? 'Ya hemos contestado, en otro correo.'
            : 'Contestaremos pronto. Hasta entonces, guarda los artículos.',
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'return-answered':
      return {
        subject:
          content.decision === 'accepted'
            ? `Hemos aceptado tu devolución del pedido ${content.number}`
            : `No podemos aceptar tu devolución del pedido ${content.number}`,
        paragraphs: [
          content.decision === 'accepted'
            ? `Puedes devolver estos artículos de tu pedido ${content.number}. Te los reembolsaremos cuando hayan llegado.`
            : `No podemos aceptar la devolución de estos artículos de tu pedido ${content.number}.`,
          ...(content.answer === null ? [] : [`Nuestra respuesta: ${content.answer}`]),
        ],
        tables: itemTables(words, content.items),
        ...about,
      };
    case 'payment-failed':
      return {
        subject: `Tu pago en ${site} ha fallado`,
        paragraphs: [
          `Tu pago de ${moneyText(words, content.amount)} ha fallado. No te hemos cobrado nada.`,
          'Guardamos tus artículos durante poco tiempo: inténtalo otra vez, quizá con otra tarjeta.',
        ],
        action: 'Volver a la compra',
        afterwards: ['Si entretanto has pagado o has cambiado de idea, ignora este correo.'],
      };
    case 'payment-action-required':
      return {
        subject: `Confirma tu pago en ${site}`,
        paragraphs: [
          `Tu pago de ${moneyText(words, content.amount)} no está completo: tu banco te pide que lo confirmes.`,
          'Guardamos tus artículos durante poco tiempo.',
        ],
        action: 'Volver a la compra',
        afterwards: ['Si entretanto has pagado o has cambiado de idea, ignora este correo.'],
      };
    case 'new-order':
      return {
        subject: `Nuevo pedido ${content.number}: ${moneyText(words, content.total)}`,
        paragraphs: [
          content.isCanceled
            ? `Ha llegado el pedido ${content.number}, que después se ha cancelado.`
            : content.isShipped === false
              ? `Ha llegado el pedido ${content.number}. No hay nada que enviar.`
              : `Ha llegado el pedido ${content.number}. Se envía a ${content.country}.`,
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
        subject: `Quedan pocas existencias de ${content.sku}: ${content.available}`,
        paragraphs: [
          `Quedaban ${content.available} unidades disponibles de ${content.sku}.`,
          ...(content.lowStockAt === null
            ? []
            : [`El aviso llega cuando no quedan más de ${content.lowStockAt}.`]),
        ],
      };
    case 'unmatched-payment':
      return {
        subject: `Un pago de ${moneyText(words, content.amount)} no tiene pedido`,
        paragraphs: [
          `El pago ${content.paymentId} de ${moneyText(words, content.amount)} se ha quedado sin pedido: ${UNMATCHED[content.reason]}.`,
          'La tienda devuelve el dinero sin tu ayuda.',
        ],
      };
    case 'payment-disputed':
      return {
        subject: `Un pago de ${moneyText(words, content.amount)} está en disputa`,
        paragraphs: [
          content.number === null
            ? `Se disputa el pago ${content.paymentId}, que no tiene pedido.`
            : `Se disputa el pago del pedido ${content.number} (pago ${content.paymentId}).`,
          'Contesta en el proveedor de pagos antes de su plazo.',
        ],
      };
    case 'webhook-disabled':
      return {
        subject: `Los webhooks a ${content.description} están desactivados`,
        paragraphs: [
          content.reason === 'gone'
            ? `El destino ${content.endpointId} ha contestado que ya no existe (410).`
            : `El destino ${content.endpointId} lleva cinco días fallando.`,
          'No recibe más webhooks hasta que se active de nuevo. Lo que se haya perdido se puede enviar entonces.',
        ],
      };
  }
}

/** Texts in Spanish. */
export const SPANISH: EmailLanguage<ShopEmailContent> = { greeting: GREETINGS.es, text: textOf };
