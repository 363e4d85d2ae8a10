import { Node } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { addTableRow } from '../edits/add-table-row.ts';
import { arrayNamed } from '../edits/find-nodes.ts';
import type { NextSteps } from '../request.ts';
import { PATHS } from './paths.ts';

/**
 * Declares a permission, unless it exists, and lists it in the documentation. Only roles with all
 * permissions have it.
 */
export function addPermission(changes: Changes, permission: string): NextSteps {
  const quoted = `'${permission}'`;
  const known = arrayNamed(changes.read(PATHS.roles), 'PERMISSIONS').getElements();
  if (known.some((each) => each.getText() === quoted)) return [];
  const rolesWithAll = new Set<string>();
  changes.edit(PATHS.roles, (file) => {
    arrayNamed(file, 'PERMISSIONS').addElement(quoted, { useNewLines: true });
    file.forEachDescendant((node) => {
      if (!Node.isPropertyAssignment(node)) return;
      if (node.getInitializer()?.getText() === 'PERMISSIONS') rolesWithAll.add(node.getName());
    });
  });
  if (changes.exists(PATHS.accountsDoc)) {
    changes.editText(PATHS.accountsDoc, (text) =>
      addTableRow(text, 'permission', (column) => {
        if (column === 'permission') return `\`${permission}\``;
        return rolesWithAll.has(column) ? 'yes' : '';
      }),
    );
  }
  return [
    `Give ${permission} to roles in ${PATHS.roles}, and state it in ${PATHS.accountsDoc}: only those with all permissions have it.`,
  ];
}
