export const newsletterEs = {
  newsletter: {
    form: {
      title: 'Boletín',
      text: 'Novedades y ofertas de la tienda, de vez en cuando.',
      email: 'Tu correo electrónico',
      submit: 'Suscribirme',
      consent: 'Te enviaremos el boletín por correo. Puedes darte de baja en cada uno.',
      sentTitle: 'Mira tu correo',
      sent: 'Te hemos enviado un enlace para confirmarlo.',
      invalid: 'Escribe una dirección de correo como ana@example.com.',
      limited:
        'Demasiados intentos. Vuelve a probar en {seconds, plural, one {# segundo} other {# segundos}}.',
      failed: 'No se ha podido enviar. Inténtalo de nuevo.',
    },
    confirm: {
      title: 'Confirma tu suscripción',
      text: 'Un clic más y recibirás el boletín de la tienda.',
      submit: 'Suscribirme',
      done: 'Suscripción confirmada',
      doneText: 'Gracias. Cada correo tiene un enlace para darte de baja.',
      again: 'Pedir otro enlace',
    },
    unsubscribe: {
      title: 'Darse de baja del boletín',
      text: 'Dejaremos de enviarte el boletín a esta dirección.',
      submit: 'Darme de baja',
      done: 'Te has dado de baja',
      doneText: 'No recibirás más boletines en esta dirección.',
      again: 'Ver el boletín',
    },
  },
} as const;
