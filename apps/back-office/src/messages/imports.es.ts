import type { Translation } from '../i18n/translation.ts';
import type { imports as importsEn } from './imports.en.ts';

export const imports: Translation<typeof importsEn> = {
  csvOnly: 'Un archivo CSV en UTF-8.',
  size: '{size, number} kB',
  start: 'Importar',
  running: 'La importación está en curso',
  keepOpen:
    'Los archivos grandes tardan uno o dos minutos. Deja abierta la página para ver el informe.',
  done: 'La importación ha terminado',
  another: 'Importar otro archivo',
  rows: '{rows, plural, one {# fila leída} other {# filas leídas}}.',
  atRow: 'Fila {row, number}',
  atLine: 'Línea {line, number}',
  atColumns: 'Columnas: {columns}',
  atLocations: 'Ubicaciones: {locations}',
  rowNumbers: 'Filas',
  handle: 'Handle',
  reasons: 'Motivos',
  ignoredColumns: 'Columnas que no se han importado',
  column: 'Columna',
  cells: 'Filas con valor',
};
