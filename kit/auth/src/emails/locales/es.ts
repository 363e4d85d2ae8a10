import { type EmailText, GREETINGS } from '@trastienda/emails';
import { durationInWords } from '../duration.ts';
import type { AccountEmailContent } from '../email.ts';
import type { EmailLanguage } from '../email-text.ts';

const lasts = (minutes: number): string =>
  `El enlace sirve durante ${durationInWords(minutes, 'es')} y una sola vez.`;

const NOT_YOU = 'Si no has sido tú, cambia tu contraseña ahora: puede que otra persona la conozca.';

function textOf(content: AccountEmailContent, applicationName: string, contact: string): EmailText {
  switch (content.template) {
    case 'verify-email':
      return {
        subject: `Confirma tu dirección de correo para ${applicationName}`,
        paragraphs: [
          `Te damos la bienvenida a ${applicationName}. Solo falta un paso: confirma que esta dirección es tuya.`,
        ],
        action: 'Confirmar mi dirección',
        afterwards: [
          lasts(content.expiresInMinutes),
          'Si no te has registrado, ignora este correo; sin ti no habrá ninguna cuenta.',
        ],
      };
    case 'already-registered':
      return {
        subject: `Ya tienes una cuenta en ${applicationName}`,
        paragraphs: [
          `Alguien se ha registrado en ${applicationName} con esta dirección, que ya tiene una cuenta.`,
          'Si has sido tú, inicia sesión; si has olvidado tu contraseña, pide allí una nueva.',
          'Si no has sido tú, no tienes que hacer nada: nada ha cambiado.',
        ],
      };
    case 'reset-password':
      return {
        subject: `Elige una contraseña nueva para ${applicationName}`,
        paragraphs: [
          `Alguien ha pedido una contraseña nueva para tu cuenta en ${applicationName}.`,
        ],
        action: 'Elegir una contraseña nueva',
        afterwards: [
          lasts(content.expiresInMinutes),
          'Si no has sido tú, ignora este correo; tu contraseña sigue siendo la misma.',
        ],
      };
    case 'confirm-old-email':
      return {
        subject: `¿Debe cambiar tu dirección de correo en ${applicationName}?`,
        paragraphs: [
          `Tu cuenta en ${applicationName} va a tener una dirección de correo nueva: ${content.newEmail}`,
          'Cambiará cuando lo aceptes aquí y con el enlace enviado a la dirección nueva.',
        ],
        action: 'Aceptar el cambio',
        afterwards: [lasts(content.expiresInMinutes), NOT_YOU],
      };
    case 'confirm-new-email':
      return {
        subject: `Confirma tu nueva dirección de correo para ${applicationName}`,
        paragraphs: [
          `Esta dirección va a ser la de una cuenta en ${applicationName}.`,
          'Lo será cuando la confirmes y aceptes con el enlace enviado a la dirección anterior.',
        ],
        action: 'Confirmar mi nueva dirección',
        afterwards: [
          lasts(content.expiresInMinutes),
          'Si no sabes nada de esto, ignora este correo; no pasará nada.',
        ],
      };
    case 'email-changed':
      return {
        subject: `Tu dirección de correo en ${applicationName} ha cambiado`,
        paragraphs: [
          `Tu cuenta en ${applicationName} tiene una dirección de correo nueva: ${content.newEmail}`,
          `Ya no puedes iniciar sesión con esta. Si no has sido tú, escribe a ${contact} enseguida.`,
        ],
      };
    case 'password-changed':
      return {
        subject: `Tu contraseña en ${applicationName} ha cambiado`,
        paragraphs: [`La contraseña de tu cuenta en ${applicationName} acaba de cambiar.`, NOT_YOU],
      };
    case 'second-factor-enabled':
      return {
        subject: `La verificación en dos pasos está activada en ${applicationName}`,
        paragraphs: [
          `Desde ahora, para iniciar sesión en ${applicationName} hace falta también un código de tu aplicación de autenticación.`,
          'Guarda tus códigos de recuperación en un lugar seguro: te ayudarán si pierdes el teléfono.',
          NOT_YOU,
        ],
      };
    case 'second-factor-disabled':
      return {
        subject: `La verificación en dos pasos está desactivada en ${applicationName}`,
        paragraphs: [
          `Desde ahora, basta con tu contraseña para iniciar sesión en ${applicationName}.`,
          NOT_YOU,
        ],
      };
    case 'second-factor-removed':
      return {
        subject: `Se ha quitado la verificación en dos pasos de tu cuenta en ${applicationName}`,
        paragraphs: [
          `${applicationName} ha quitado el segundo paso de tu cuenta porque alguien pidió ayuda.`,
          'Ahora basta con tu contraseña para iniciar sesión; configura pronto otra vez una aplicación de autenticación.',
          `Si no lo has pedido, elige ahora una contraseña nueva y escribe a ${contact} enseguida.`,
        ],
      };
    case 'api-key-created':
      return {
        subject: `Una clave de API nueva en ${applicationName}`,
        paragraphs: [
          `Tu cuenta en ${applicationName} acaba de crear una clave de API con estos permisos: ${content.permissions.join(', ')}`,
          'Si no has sido tú, elige una contraseña nueva con el enlace para contraseñas olvidadas: así también se revocan las claves que ha creado tu cuenta.',
        ],
      };
    case 'email-in-use':
      return {
        subject: `Han indicado tu dirección para otra cuenta en ${applicationName}`,
        paragraphs: [
          `Alguien ha intentado pasar otra cuenta de ${applicationName} a esta dirección, que ya tiene una cuenta.`,
          'Si has sido tú, inicia sesión en la cuenta que tiene esta dirección.',
          'Si no has sido tú, no tienes que hacer nada: nada ha cambiado.',
        ],
      };
    case 'second-factor-guessed':
      return {
        subject: `Alguien intenta entrar en tu cuenta en ${applicationName}`,
        paragraphs: [
          `Alguien ha dado la contraseña correcta de tu cuenta en ${applicationName} y después varios códigos equivocados. Sin un código no puede entrar.`,
          'Si has sido tú, espera un poco y vuelve a intentarlo, o usa un código de recuperación.',
          NOT_YOU,
        ],
      };
    case 'account-deleted':
      return {
        subject: `Tu cuenta en ${applicationName} se ha eliminado`,
        paragraphs: [
          `Hemos eliminado tu cuenta en ${applicationName}, como pediste. Gracias por este tiempo.`,
          `Si no has sido tú, escribe a ${contact} enseguida.`,
        ],
      };
  }
}

/** Creates the texts in Spanish; they name `contact` as whom to write to. */
export function createSpanish(contact: string): EmailLanguage {
  return {
    greeting: GREETINGS.es,
    text: (content, applicationName) => textOf(content, applicationName, contact),
  };
}
