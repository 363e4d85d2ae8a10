import { type EmailText, plainLine } from '@trastienda/emails';
import { nameInSubject, paragraphsOf, quotedParagraphs } from './email-lines.ts';
import type { FormEmailContent } from './form-email.ts';

/** Returns the text of an email in Spanish. */
export function spanishText(content: FormEmailContent, siteName: string): EmailText {
  switch (content.template) {
    case 'message-received': {
      const { name, email, orderNumber, message, isFlagged } = content;
      return {
        subject: `Mensaje de ${nameInSubject(name)}`,
        paragraphs: [
          `${nameInSubject(name)} (${email}) ha escrito a ${siteName}.`,
          ...(orderNumber === null
            ? []
            : [`Pedido, tal como lo indicó: ${plainLine(orderNumber)}`]),
          ...(isFlagged ? ['El mensaje tiene muchos enlaces: puede ser publicidad.'] : []),
          ...quotedParagraphs(message),
          'Respóndelo en la bandeja de entrada. Una respuesta a este correo llega a quien escribió, pero la bandeja no la muestra.',
        ],
      };
    }
    case 'message-answer':
      return {
        subject: `Re: tu mensaje a ${siteName}`,
        paragraphs: [
          ...paragraphsOf(content.text),
          'Tú escribiste:',
          ...quotedParagraphs(content.question),
        ],
      };
    case 'newsletter-confirm':
      return {
        subject: `¿Quieres recibir el boletín de ${siteName}?`,
        paragraphs: [
          `Alguien ha indicado esta dirección para el boletín de ${siteName}. Solo falta un paso: confirma que lo quieres.`,
        ],
        action: 'Sí, quiero el boletín',
        afterwards: ['Si no lo has pedido, ignora este correo: no llegará nada más.'],
      };
    case 'newsletter-subscribed':
      return {
        subject: `Estás en el boletín de ${siteName}`,
        paragraphs: [
          `Gracias: desde ahora esta dirección recibe el boletín de ${siteName}.`,
          'Puedes darte de baja cuando quieras, aquí o con el enlace de cada boletín:',
        ],
        action: 'Darme de baja',
      };
  }
}
