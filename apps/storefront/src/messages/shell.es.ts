export const shellEs = {
  shell: {
    skip: 'Saltar al contenido',
    home: 'Inicio',
    menu: 'Menú',
    nav: {
      label: 'Secciones de la tienda',
      all: 'Todos los productos',
      new: 'Novedades',
      contact: 'Contacto',
      newsletter: 'Boletín',
    },
    search: { label: 'Buscar productos', placeholder: 'Buscar' },
    account: { open: 'Mi cuenta', signIn: 'Iniciar sesión', orders: 'Mis pedidos' },
    cart: {
      open: '{count, plural, =0 {Cesta, vacía} one {Cesta, # artículo} other {Cesta, # artículos}}',
    },
    loading: 'Cargando la página',
    footer: {
      shop: 'Tienda',
      help: 'Ayuda',
      language: 'Idioma',
      copyright: '© {year} {name}',
    },
    theme: { label: 'Colores', system: 'Sistema', light: 'Claros', dark: 'Oscuros' },
    errors: {
      notFound: {
        title: 'No encontramos esta página',
        text: 'Puede que la dirección tenga una errata, o que la página ya no exista.',
      },
      gone: { title: 'Esta página ya no existe', text: 'Lo que había aquí se ha retirado.' },
      limited: {
        title: 'Demasiadas peticiones',
        text: 'Espera un momento y vuelve a cargar la página.',
      },
      offline: {
        title: 'No se pudo cargar la página',
        text: 'Comprueba tu conexión e inténtalo de nuevo.',
      },
      fault: {
        title: 'Algo ha fallado',
        text: 'El fallo es nuestro y ha quedado anotado. Inténtalo de nuevo en un momento.',
      },
      requestId: 'Si nos escribes, menciona este código:',
      retry: 'Volver a intentarlo',
      products: 'Ver productos',
      home: 'Ir al inicio',
    },
  },
} as const;
