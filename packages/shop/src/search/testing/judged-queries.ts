/** A search and the products that a customer who types it means: any of them may come first. */
export interface JudgedQuery {
  readonly query: string;
  /** Slugs. */
  readonly wanted: readonly string[];
}

const judged = (query: string, ...wanted: string[]): JudgedQuery => ({ query, wanted });

// Written before the ranking, and not changed to please it.

/** Queries over the demo catalog, `apps/api/demo/catalog.csv`. */
export const DEMO_QUERIES: readonly JudgedQuery[] = [
  judged('camisa lino azul', 'camisa-de-lino-azul'),
  judged('camisa blanca', 'camisa-de-lino-blanca'),
  judged('jardin', 'vestido-jardin'),
  judged('JERSEY MERINO', 'jersey-de-merino'),
  judged('bufnda', 'bufanda-a-cuadros'),
  judged('calcetines algodon', 'calcetines-de-algodon'),
  judged('taza azul', 'taza-de-gres'),
  judged('TDG12-AZUL', 'taza-de-gres'),
  judged('fgdg21', 'fuente-grande-de-gres'),
  judged('jarra', 'jarra-de-barro'),
  judged('tabla de oliva', 'tabla-de-olivo'),
  judged('banqeuta roble', 'banqueta-de-roble'),
  judged('espejo 60cm', 'espejo-redondo'),
  judged('manta sofa', 'manta-de-sofa'),
  judged('miel 500g', 'miel-de-romero'),
  judged('aceite 500 ml', 'aceite-de-oliva-temprano'),
  judged('cera de abejas', 'vela-de-cera-de-abeja'),
  judged('mermelda', 'mermelada-de-higo'),
  judged('cuaderno rayado', 'cuaderno-cosido'),
  judged('lámina A3', 'lamina-botanica'),
  judged('curso cerámica', 'taller-de-ceramica-online'),
  judged('Taller Ribera vestido', 'vestido-jardin'),
  judged('ceramic', 'taller-de-ceramica-online'),
  judged('punto', 'jersey-de-merino'),
];

/** Queries over exports of real shops, by the name of the file. */
export const EXPORT_QUERIES: Readonly<Record<string, readonly JudgedQuery[]>> = {
  apparel: [
    judged('blue shirt', 'ocean-blue-shirt'),
    judged('varsity', 'classic-varsity-top'),
    judged('wool jumper', 'yellow-wool-jumper'),
    judged('silk blouse', 'striped-silk-blouse'),
    judged('leather jacket', 'classic-leather-jacket'),
    judged('lether bag', 'black-leather-bag'),
    judged('waterproof', 'navy-sport-jacket', 'zipped-jacket'),
    judged('long-sleeve top', 'longsleeve-cotton-top'),
    judged('longsleeve', 'longsleeve-cotton-top'),
    judged('checkered red shirt', 'chequered-red-shirt'),
    judged('red tee', 'red-sports-tee'),
    judged('sport jacket', 'navy-sport-jacket'),
    judged('led', 'led-high-tops'),
    judged("women's cotton shirt", 'white-cotton-shirt'),
  ],
  'home-and-garden': [
    judged('clay pot', 'clay-plant-pot'),
    judged('gray sofa', 'grey-sofa'),
    judged('bean bag', 'black-bean-bag'),
    judged('pilows', 'brown-throw-pillows', 'knitted-throw-pillows'),
    judged('watering can', 'yellow-watering-can'),
    judged('wooden table', 'wooden-outdoor-table'),
    judged('couch', 'cream-sofa'),
    judged('rustic fence', 'wooden-fence'),
    judged('flower pot', 'white-ceramic-pot'),
  ],
  'label-repeated-skus': [
    judged('sophie', 'sophie-top-black'),
    judged('lorene top black', 'lorene-top-black'),
    judged('caecilia', 'caecilia-bottom-black'),
    judged('maja khaki', 'maja-top-khaki'),
    judged('one piece', 'gilda-onepiece-black'),
    judged('evelyn pareo white', 'evelyn-pareo-white'),
    judged('giorgia', 'giorga-top-black'),
  ],
  'hair-no-quantities': [
    judged('clip in cambodian', 'clips-in-cambodian-straight'),
    judged('i-tip kinky curly', 'mongolian-kinky-curly-i-tip-microlinks-1'),
    judged('frontal 13x4 platinum grey', 'indian-platinum-grey-kinky-curly-frontal-13-4'),
    judged('drawstrng ponytail', 'copy-of-virgin-mongolian-kinky-curly-drawstring-ponytail-draft'),
    judged('virgin malaysian deep wave', 'virgin-malaysian-deep-wave-hair'),
    judged('1234567890', 'dummy-4'),
  ],
};
