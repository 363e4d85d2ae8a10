export const formsEs = {
  forms: {
    signIn: 'Iniciar sesión',
    requestId: 'Si nos escribes, menciona este código:',
    password: {
      show: 'Mostrar la contraseña',
      hide: 'Ocultar la contraseña',
      rules:
        'Al menos {minimum} caracteres. Unas cuantas palabras al azar son fáciles de recordar y difíciles de adivinar.',
      unacceptable: 'Esta contraseña no sirve. Prueba con unas cuantas palabras al azar.',
      'too-short': 'Es demasiado corta: necesita al menos {minimum} caracteres.',
      'too-long': 'Es demasiado larga: como mucho {maximum} caracteres.',
      'not-text': 'Tiene caracteres que no son texto.',
      personal: 'No puede estar hecha con tu nombre, tu correo ni el nombre de la tienda.',
      guessable: 'Es fácil de adivinar. Añade unas cuantas palabras.',
    },
    issues: {
      required: 'Falta este dato.',
      tooShort: 'Necesita al menos {minimum} caracteres.',
      tooLong: 'Como mucho {maximum} caracteres.',
      email: 'Escribe una dirección de correo como ana@example.com.',
      code: 'Escribe las seis cifras de la aplicación, o un código de recuperación.',
      invalid: 'Este dato no es válido.',
    },
    failures: {
      limited:
        'Demasiados intentos. Vuelve a probar en {seconds, plural, one {# segundo} other {# segundos}}.',
      unanswered: 'La tienda no responde. Inténtalo de nuevo en un momento.',
      fault: 'Algo ha fallado y ha quedado anotado. Inténtalo de nuevo en un momento.',
      signedOut: 'Tu sesión ha terminado.',
      ACCOUNT_EMAIL_TAKEN: 'Otra cuenta ya tiene esta dirección de correo.',
      ACCOUNT_LAST_OWNER:
        'Esta es la única cuenta de propietario. Nombra antes a otra persona propietaria.',
      ADDRESS_BOOK_FULL: 'No caben más direcciones. Borra antes alguna que no uses.',
      ADDRESS_NOT_FOUND: 'Esta dirección ya no existe.',
      FORM_TOKEN_REJECTED: 'No hemos podido enviar el formulario. Vuelve a intentarlo.',
      INPUT_INVALID: 'Hay datos que no son válidos.',
      LINK_INVALID: 'El enlace ha caducado, ya se usó o no está completo.',
      PASSWORD_INCORRECT: 'La contraseña no es correcta.',
      PASSWORD_UNACCEPTABLE: 'Esta contraseña no sirve.',
      REAUTHENTICATION_REQUIRED: 'Confirma primero que eres tú.',
      SECOND_FACTOR_INVALID: 'El código no es válido o ya se usó.',
      SECOND_FACTOR_STATE_INVALID:
        'La verificación en dos pasos ha cambiado entretanto. Vuelve a cargar la página.',
      SESSION_NOT_FOUND: 'Esta sesión ya había terminado.',
      SIGN_IN_REJECTED: 'El correo o la contraseña no son correctos.',
    },
  },
} as const;
