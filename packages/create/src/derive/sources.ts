import type { Template } from '../template.ts';
import type { TemplateSource } from './template-source.ts';

const same = (path: string) => ({ from: path, to: path });

export const SOURCES: Readonly<Record<Template, TemplateSource>> = {
  notes: {
    packages: [{ from: 'examples/notes', to: 'apps' }],
    others: [same('.nvmrc'), { from: 'LICENSE', to: 'LICENSE-TRASTIENDA' }],
    without: [],
    programs: [],
    hasBuilds: false,
  },
  shop: {
    packages: [
      same('apps'),
      same('packages'),
      same('examples'),
      same('examples/vite-react'),
      same('tooling/browser'),
      same('tooling/load'),
      same('tooling/vite'),
    ],
    others: [same('.nvmrc'), same('docs'), { from: 'LICENSE', to: 'LICENSE-TRASTIENDA' }],
    without: [
      'apps/api/scripts/measure-compression.ts',
      'apps/api/scripts/measure-reset.ts',
      'apps/edge',
      'docs/KIT.md',
      'docs/adr/0001-workspace.md',
      'examples/notes',
      'packages/create',
      'packages/shop/src/catalog/csv/real-exports.test.ts',
    ],
    programs: ['apps/api/src/cli/**', 'examples/**', 'tooling/**'],
    hasBuilds: true,
  },
};
