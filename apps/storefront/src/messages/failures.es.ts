export const failuresEs = {
  failures: {
    requestId: 'Si nos escribes, menciona este código:',
    unanswered:
      'No hay conexión con la tienda, así que no sabemos si llegó. Inténtalo de nuevo: nada se hará dos veces.',
    busy: 'La tienda está muy ocupada. Espera un momento e inténtalo de nuevo.',
    unknown: 'Algo ha fallado, y ha quedado anotado. Inténtalo de nuevo en un momento.',
    rateLimited:
      'Demasiados intentos. Espera {seconds, plural, one {un segundo} other {# segundos}}.',
    CART_CHANGED: 'Un artículo de tu cesta ya no se puede comprar. Revísala, por favor.',
    CART_EMPTY: 'Tu cesta está vacía.',
    CHECKOUT_CLOSED: 'Esta compra ya no está abierta.',
    CHECKOUT_NOT_FOUND: 'No encontramos esta compra.',
    CURRENCY_UNSUPPORTED: 'No vendemos en esta moneda.',
    IDEMPOTENCY_KEY_REUSED: 'Los datos han cambiado entretanto. Inténtalo de nuevo.',
    INPUT_INVALID: 'Revisa los datos marcados.',
    LINK_INVALID: 'El enlace no sirve, o ya ha caducado.',
    ORDER_NOT_FOUND: 'No encontramos este pedido.',
    ORDER_STATE_INVALID: 'El pedido ha cambiado entretanto y ya no lo permite.',
    PAYMENT_IN_PROGRESS: 'El pago ya está en marcha: los datos no se pueden cambiar ahora.',
    PAYMENT_REJECTED: 'El banco no admite este pago. Prueba con otro medio de pago.',
    PAYMENT_REQUIRED: 'Falta el pago.',
    PAYMENT_UNAVAILABLE:
      'El servicio de pago no responde ahora. No se ha cobrado nada dos veces: inténtalo de nuevo.',
    SESSION_ENDED: 'Tu sesión ha terminado. Inicia sesión para continuar.',
    SHIPPING_UNAVAILABLE: 'Esta forma de envío ya no está disponible. Elige otra, por favor.',
    VARIANT_NOT_FOUND: 'Este artículo ya no está a la venta.',
    stock:
      '{available, plural, =0 {Uno de los artículos se acaba de agotar.} one {Solo queda una unidad de uno de los artículos.} other {Solo quedan # unidades de uno de los artículos.}} Revisa la cesta, por favor.',
    discountGone: 'Uno de los descuentos ha terminado. Mira el nuevo total, por favor.',
    discount: {
      unknown: 'El código {code} no existe.',
      ended: 'El código {code} ya no es válido.',
      currency: 'El código {code} no vale en esta moneda.',
      minimum: 'Tu cesta no llega al mínimo del código {code}.',
      'used-up': 'El código {code} se ha agotado.',
      'used-up-by-buyer': 'Ya has usado el código {code}.',
    },
    total: 'El total ha cambiado: ahora es {total}. Míralo y confirma de nuevo.',
    limit:
      'Hay demasiadas compras sin pagar. Paga una, o inténtalo en {minutes, plural, one {un minuto} other {# minutos}}.',
    limitAlone:
      'No se pueden reservar más de {max, number} unidades a la vez. Reduce tu cesta, por favor.',
    quantity:
      '{left, plural, =0 {De este artículo no queda nada que devolver.} one {De este artículo solo queda una unidad.} other {De este artículo solo quedan # unidades.}}',
    cartFull: {
      'line-quantity': 'De un artículo se pueden pedir {max, number} unidades como mucho.',
      lines: 'En la cesta caben {max, number} artículos distintos.',
      total: 'Esta compra es demasiado grande para la cesta.',
    },
  },
} as const;
