export const printing = {
  packingSlip: 'Packing slip',
  invoice: 'Invoice',
  back: 'Back to the order',
  print: 'Print',
  language: 'Language of the document',
  contents: 'Contents',
  unsent: 'To be sent',
  parcel: 'Parcel {number, number}',
  company: 'Company details',
  companyText: 'Documents show them below the name of the shop. This browser keeps them.',
  companyLabel: 'Details',
  companyHint: 'Legal name, address, tax number: one per line.',
} as const;
