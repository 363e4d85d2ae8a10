// Products of the benches of searches: titles, vendors, tags and 60 words of description, made of a
// vocabulary in which words are as frequent as in a language.
import { CreateProductInput } from '@trastienda/shop-contract';
import { type Database, FacetTally } from '@trastienda/shop-db';

const BATCH = 500;
const DESCRIPTION_WORDS = 60;

let seed = 7;
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff;
  return seed / 0x7f_ff_ff_ff;
};
const SYLLABLES =
  'ca mi sa li no ta za ver de bo ro blan gre mar pla to cor lan ne fi su per tra gor'.split(' ');
const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '';
const VOCABULARY = Array.from({ length: 20_000 }, () =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join(''),
);
/** Words are as frequent as in a language: a few are common, most are rare. */
const word = () => VOCABULARY[Math.floor(random() ** 3 * VOCABULARY.length)] ?? '';

/** Returns the vendor of a product, of which each fiftieth has the same. */
export const vendor = (number: number) => `Marca ${VOCABULARY[number % 50]}`;

function product(number: number): CreateProductInput {
  const title = [
    word(),
    number % 10 === 0 ? 'camiseta' : word(),
    number % 7 === 0 ? 'azul' : word(),
  ];
  const description = Array.from({ length: DESCRIPTION_WORDS }, word).join(' ');
  return CreateProductInput.parse({
    slug: `p-${number}`,
    title: `${title.join(' ')} ${number % 100}`,
    vendor: vendor(number),
    productType: `Tipo ${VOCABULARY[100 + (number % 9)]}`,
    tags: [`tag ${VOCABULARY[200 + (number % 20)]}`, `tag ${VOCABULARY[300 + (number % 31)]}`],
    descriptionHtml: `<p>${description}</p>`,
    status: 'active',
    optionNames: ['Talla'],
    variants: ['S', 'M'].map((size) => ({
      sku: `SKU-${number}-${size}`,
      optionValues: [size],
      price: { amount: 100 + (number % 300) * 10, currency: 'EUR' },
      inventory: { isTracked: true, quantity: number % 5, policy: 'deny' },
    })),
  });
}

/** Writes products as a shop has them, without their events. */
export async function fill({ products, facets }: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const at = new Date();
    const writes = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => ({
      product: {
        ...product(from + index),
        ...{ id: products.newId(), revision: 1, createdAt: at, updatedAt: at },
      },
      before: null,
    }));
    const tally = new FacetTally();
    for (const written of await products.write(writes)) tally.add(written, 1);
    await facets.apply(tally);
  }
}
