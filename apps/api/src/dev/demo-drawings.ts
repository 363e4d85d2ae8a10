/** A drawing of 200 by 200 units: a background color, and shapes in SVG. */
export interface Drawing {
  readonly background: string;
  readonly shapes: string;
}

const shirt = (fill: string, line: string) =>
  `<path d="M70 50 L35 72 L48 100 L62 92 V160 H138 V92 L152 100 L165 72 L130 50 Q100 72 70 50Z" fill="${fill}"/><path d="M100 64V160" stroke="${line}" stroke-width="2"/><g fill="${line}"><circle cx="100" cy="84" r="3"/><circle cx="100" cy="106" r="3"/><circle cx="100" cy="128" r="3"/></g>`;

const jar = (fill: string, label: string) =>
  `<rect x="66" y="46" width="68" height="18" rx="4" fill="#8a6d4b"/><path d="M62 70 H138 Q146 80 146 92 V150 Q146 160 136 160 H64 Q54 160 54 150 V92 Q54 80 62 70Z" fill="${fill}"/><rect x="68" y="100" width="64" height="34" rx="3" fill="${label}"/>`;

/** Drawings of the products of the demo catalog, by slug. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  'camisa-de-lino-azul': { background: '#e8eef5', shapes: shirt('#5b82ab', '#e8eef5') },
  'camisa-de-lino-blanca': { background: '#cfd8d3', shapes: shirt('#fbfaf6', '#b9b4a6') },
  'vestido-jardin': {
    background: '#f3e7e4',
    shapes:
      '<path d="M80 40 L76 78 L50 165 H150 L124 78 L120 40 L110 40 Q100 56 90 40Z" fill="#6f8f6a"/><g fill="#f2c9c0"><circle cx="90" cy="100" r="6"/><circle cx="116" cy="120" r="6"/><circle cx="80" cy="140" r="6"/><circle cx="104" cy="150" r="6"/><circle cx="132" cy="150" r="6"/></g>',
  },
  'jersey-de-merino': {
    background: '#e9e4dc',
    shapes:
      '<path d="M72 48 L38 66 L28 140 L50 144 L60 96 V160 H140 V96 L150 144 L172 140 L162 66 L128 48 Q100 64 72 48Z" fill="#8c4a42"/><path d="M60 150H140M60 96V160M140 96V160" stroke="#6f3832" stroke-width="4"/>',
  },
  'gorro-de-lana': {
    background: '#dfe5ea',
    shapes:
      '<circle cx="100" cy="46" r="14" fill="#f1e9d8"/><path d="M48 128 Q48 60 100 60 Q152 60 152 128Z" fill="#b5683c"/><rect x="42" y="122" width="116" height="28" rx="8" fill="#8f4f2b"/>',
  },
  'bufanda-a-cuadros': {
    background: '#efe9df',
    shapes:
      '<path d="M52 60 Q100 98 148 60 L156 84 Q100 124 44 84Z" fill="#34584c"/><rect x="104" y="88" width="36" height="80" fill="#34584c"/><path d="M104 112H140M104 136H140M116 96V168M128 96V168M60 78Q100 110 140 78" stroke="#d9b25f" stroke-width="3" fill="none"/>',
  },
  'calcetines-de-algodon': {
    background: '#e4ecea',
    shapes:
      '<g><path d="M52 40 H84 V112 L112 132 Q122 150 104 158 Q92 162 80 154 L52 132Z" fill="#c97b63"/><rect x="52" y="40" width="32" height="16" fill="#f1e9d8"/></g><g transform="translate(44 6)"><path d="M52 40 H84 V112 L112 132 Q122 150 104 158 Q92 162 80 154 L52 132Z" fill="#4f7380"/><rect x="52" y="40" width="32" height="16" fill="#f1e9d8"/></g>',
  },
  'taza-de-gres': {
    background: '#f0e8dd',
    shapes:
      '<path d="M136 82 Q168 82 166 110 Q164 136 132 134" fill="none" stroke="#3f6f8c" stroke-width="12"/><path d="M52 64 H140 V130 Q140 156 114 156 H78 Q52 156 52 130Z" fill="#3f6f8c"/><ellipse cx="96" cy="64" rx="44" ry="10" fill="#2c5068"/>',
  },
  'plato-hondo-de-gres': {
    background: '#e6ebe4',
    shapes:
      '<circle cx="100" cy="100" r="68" fill="#d8cbb4"/><circle cx="100" cy="100" r="46" fill="#c4b394"/><circle cx="100" cy="100" r="40" fill="#d8cbb4"/>',
  },
  'fuente-grande-de-gres': {
    background: '#e9e2e6',
    shapes:
      '<ellipse cx="100" cy="104" rx="78" ry="48" fill="#8a9aa3"/><ellipse cx="100" cy="100" rx="60" ry="34" fill="#b6c2c8"/>',
  },
  'jarra-de-barro': {
    background: '#f2ead9',
    shapes:
      '<path d="M130 70 Q168 74 158 112 Q150 132 136 134" fill="none" stroke="#a3542f" stroke-width="11"/><path d="M72 40 H128 L122 66 Q150 96 140 134 Q134 162 100 162 Q66 162 60 134 Q50 96 78 66Z" fill="#b9653a"/><path d="M62 118H138" stroke="#f2ead9" stroke-width="4"/>',
  },
  'tabla-de-olivo': {
    background: '#e5ebe0',
    shapes:
      '<path d="M92 28 H108 V66 Q146 70 144 118 Q142 172 100 172 Q58 172 56 118 Q54 70 92 66Z" fill="#b08a55"/><path d="M72 96Q96 120 78 152M100 84Q112 120 100 164M126 96Q116 124 128 146" stroke="#8a6638" stroke-width="3" fill="none"/>',
  },
  'cuchara-de-cerezo': {
    background: '#efe3dd',
    shapes:
      '<g transform="rotate(35 100 100)"><rect x="94" y="76" width="12" height="104" rx="6" fill="#8d4f35"/><ellipse cx="100" cy="52" rx="26" ry="34" fill="#a5613f"/><ellipse cx="100" cy="52" rx="17" ry="24" fill="#8d4f35"/></g>',
  },
  'banqueta-de-roble': {
    background: '#e7e9ee',
    shapes:
      '<g stroke="#a57c47" stroke-width="9"><path d="M66 80L54 168M134 80L146 168M84 80L80 168M116 80L120 168M60 130H140"/></g><rect x="46" y="62" width="108" height="22" rx="10" fill="#c29a62"/>',
  },
  'espejo-redondo': {
    background: '#efe6dc',
    shapes:
      '<circle cx="100" cy="100" r="66" fill="#a57c47"/><circle cx="100" cy="100" r="57" fill="#cfdfe6"/><path d="M68 112L112 62M84 132L134 78" stroke="#eef5f8" stroke-width="7"/>',
  },
  'manta-de-sofa': {
    background: '#e9ede6',
    shapes:
      '<rect x="44" y="56" width="112" height="92" rx="6" fill="#d5a84f"/><path d="M44 82H156M44 108H156M44 132H156" stroke="#f5ead0" stroke-width="6"/><path d="M52 148V166M68 148V166M84 148V166M100 148V166M116 148V166M132 148V166M148 148V166" stroke="#d5a84f" stroke-width="4"/>',
  },
  'vela-de-cera-de-abeja': {
    background: '#ece5ee',
    shapes:
      '<path d="M100 34 Q114 54 100 66 Q86 54 100 34Z" fill="#ef9f3f"/><path d="M100 62V80" stroke="#5a4630" stroke-width="4"/><rect x="72" y="78" width="56" height="90" rx="6" fill="#e7b84d"/><path d="M72 100H128M72 122H128M72 144H128" stroke="#cc9a34" stroke-width="3"/>',
  },
  'miel-de-romero': { background: '#eef0e2', shapes: jar('#dd9a2b', '#fbf3dd') },
  'aceite-de-oliva-temprano': {
    background: '#eef0e4',
    shapes:
      '<rect x="88" y="28" width="24" height="16" fill="#3b3a30"/><path d="M90 44 H110 V70 Q132 80 132 100 V160 Q132 168 124 168 H76 Q68 168 68 160 V100 Q68 80 90 70Z" fill="#7d8a2e"/><rect x="76" y="108" width="48" height="38" fill="#f5f1dc"/>',
  },
  'sal-en-escamas': {
    background: '#dfe7ec',
    shapes:
      '<rect x="56" y="60" width="88" height="100" rx="8" fill="#51707f"/><rect x="56" y="60" width="88" height="22" fill="#39525e"/><g fill="#f4f8fa"><path d="M84 100l10 6-10 6-10-6zM112 106l10 6-10 6-10-6zM94 126l10 6-10 6-10-6z"/></g>',
  },
  'mermelada-de-higo': { background: '#efe4ea', shapes: jar('#6d2f4c', '#f6e6d6') },
  'cuaderno-cosido': {
    background: '#ece8df',
    shapes:
      '<rect x="54" y="38" width="92" height="126" rx="4" fill="#2f5d62"/><path d="M66 38V164" stroke="#f0e6cf" stroke-width="3" stroke-dasharray="8 6"/><rect x="84" y="62" width="46" height="26" fill="#f0e6cf"/>',
  },
  'lamina-botanica': {
    background: '#e5e0d6',
    shapes:
      '<rect x="48" y="30" width="104" height="140" fill="#fbf8ef"/><path d="M100 150 Q98 100 104 56" stroke="#55703f" stroke-width="4" fill="none"/><g fill="#7b9960"><path d="M100 122Q70 118 66 96Q94 96 100 122ZM102 100Q132 96 136 72Q108 74 102 100ZM103 80Q82 76 80 58Q102 60 103 80Z"/></g>',
  },
  'taller-de-ceramica-online': {
    background: '#e2e8ef',
    shapes:
      '<rect x="34" y="48" width="132" height="86" rx="8" fill="#37474f"/><rect x="42" y="56" width="116" height="70" fill="#f6efe4"/><path d="M80 76 H120 L116 90 Q124 100 118 112 H82 Q76 100 84 90Z" fill="#b9653a"/><path d="M24 146H176" stroke="#37474f" stroke-width="10" stroke-linecap="round"/>',
  },
  'cesta-de-esparto': {
    background: '#edf0e6',
    shapes:
      '<path d="M64 92 Q64 40 100 40 Q136 40 136 92" fill="none" stroke="#a98749" stroke-width="8"/><path d="M44 88 H156 L142 160 H58Z" fill="#cfae6d"/><path d="M50 106H150M54 124H146M56 142H144" stroke="#a98749" stroke-width="4" stroke-dasharray="10 5"/>',
  },
};
