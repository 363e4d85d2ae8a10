export const addressesEs = {
  addresses: {
    country: 'País',
    chooseCountry: 'Elige un país',
    name: 'Nombre y apellidos',
    company: 'Empresa',
    line1: 'Calle y número',
    line2: 'Piso, puerta, escalera',
    city: 'Localidad',
    phone: 'Teléfono',
    optional: 'Opcional',
    postalCode: {
      postalCode: 'Código postal',
      zip: 'Código ZIP',
      postcode: 'Código postal',
      eircode: 'Eircode',
      cep: 'CEP',
    },
    region: { region: 'Región', province: 'Provincia', prefecture: 'Prefectura', state: 'Estado' },
    regionHint: 'El código de la región según la norma ISO 3166-2.',
    chooseRegion: 'Elige una opción',
    problems: {
      required: 'Falta este dato.',
      tooLong: 'Este texto es demasiado largo.',
      postalCode: 'No es un código de este país. Un ejemplo: {example}.',
      invalid: 'Revisa este dato.',
    },
  },
} as const;
