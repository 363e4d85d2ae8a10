export const authEs = {
  auth: {
    fields: {
      name: 'Nombre',
      email: 'Correo electrónico',
      password: 'Contraseña',
      newPassword: 'Contraseña nueva',
      code: 'Código',
    },
    signIn: {
      title: 'Iniciar sesión',
      text: 'Tus pedidos, direcciones y devoluciones, en un solo sitio.',
      submit: 'Iniciar sesión',
      forgot: '¿La has olvidado?',
      new: '¿Es tu primera vez?',
      signUp: 'Crear una cuenta',
      tooLate: 'Has tardado demasiado con el código. Vuelve a iniciar sesión.',
      notices: {
        ended:
          'Tu sesión ha terminado: caducó o se cerró desde otro sitio. Vuelve a iniciar sesión para seguir.',
        required: 'Inicia sesión para ver esta página.',
        reset: 'Tu contraseña nueva está guardada. Ya puedes iniciar sesión con ella.',
        verified: 'Tu dirección está confirmada. Ya puedes iniciar sesión.',
        deleted: 'Tu cuenta se ha borrado. Te hemos enviado un último correo que lo confirma.',
      },
    },
    secondFactor: {
      title: 'Verificación en dos pasos',
      text: 'Abre tu aplicación de autenticación y escribe el código de seis cifras.',
      hint: 'Si no tienes el teléfono a mano, escribe uno de tus códigos de recuperación.',
      submit: 'Continuar',
      back: 'Empezar de nuevo',
    },
    signUp: {
      title: 'Crear una cuenta',
      text: 'Sigue tus pedidos, guarda tus direcciones y compra más rápido.',
      submit: 'Crear cuenta',
      nameHint: 'Así te llamaremos en los correos.',
      known: '¿Ya tienes una cuenta?',
      signIn: 'Iniciar sesión',
      sent: {
        title: 'Mira tu correo',
        text: 'Hemos enviado un enlace a {email}. Ábrelo para terminar: te pediremos otra vez la contraseña que acabas de elegir.',
        missing: '¿No llega? Mira en el correo no deseado, o vuelve a crear la cuenta.',
      },
    },
    verify: {
      title: 'Confirma tu dirección',
      text: 'Escribe la contraseña que elegiste al crear la cuenta. Así sabemos que fuiste tú.',
      submit: 'Confirmar y entrar',
      wrong: 'No es la contraseña con la que se creó esta cuenta.',
      again: 'Crear la cuenta de nuevo',
    },
    forgot: {
      title: 'Recuperar el acceso',
      text: 'Escribe tu correo y te enviaremos un enlace para elegir una contraseña nueva.',
      submit: 'Enviar enlace',
      back: 'Volver a iniciar sesión',
      sent: {
        title: 'Mira tu correo',
        text: 'Si {email} tiene una cuenta, recibirá un enlace que sirve una vez, durante media hora.',
      },
    },
    reset: {
      title: 'Elige una contraseña nueva',
      text: 'Al guardarla se cierran todas tus sesiones.',
      submit: 'Guardar contraseña',
      again: 'Pedir otro enlace',
    },
    confirmEmail: {
      title: 'Confirma el cambio de correo',
      text: 'El cambio necesita la confirmación de las dos direcciones: la actual y la nueva.',
      submit: 'Confirmar',
      complete: {
        title: 'Tu correo ha cambiado',
        text: 'A partir de ahora, inicia sesión con la dirección nueva.',
      },
      half: {
        title: 'Falta una confirmación',
        text: 'Abre también el enlace que hemos enviado a la otra dirección. Hasta entonces no cambia nada.',
      },
      account: 'Ir a mi cuenta',
    },
    link: {
      missing: {
        title: 'Falta una parte del enlace',
        text: 'Ábrelo de nuevo desde el correo, o cópialo entero en la barra de direcciones.',
      },
      script: 'Esta página necesita JavaScript para leer el enlace del correo.',
    },
  },
} as const;
