export const contactEs = {
  contact: {
    title: 'Escríbenos',
    description: 'Escribe a la tienda: preguntas sobre productos, pedidos y envíos.',
    text: 'Lo leemos todo y contestamos por correo, normalmente en un día laborable.',
    name: 'Nombre',
    email: 'Correo electrónico',
    orderNumber: 'Número de pedido',
    optional: 'Opcional',
    message: 'Mensaje',
    privacy: 'Usamos tus datos solo para contestarte.',
    send: 'Enviar mensaje',
    sent: {
      title: 'Hemos recibido tu mensaje',
      text: 'Te contestaremos en la dirección que nos has dado.',
      browse: 'Ver productos',
    },
    invalid: {
      name: 'Escribe tu nombre.',
      email: 'Escribe una dirección de correo, como ana@ejemplo.es.',
      orderNumber: 'Revisa el número de pedido.',
      message: 'Escribe un mensaje.',
    },
    failed: {
      limited: 'Has enviado varios mensajes seguidos. Espera unos minutos e inténtalo de nuevo.',
      again: 'No se ha enviado todavía. Vuelve a pulsar el botón.',
      'script-needed':
        'Recibimos muchos mensajes en este momento. Activa JavaScript para enviar el tuyo.',
      failed: 'No se ha podido enviar. Comprueba tu conexión e inténtalo de nuevo.',
    },
  },
} as const;
