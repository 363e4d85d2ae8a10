import { Node } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { arrayNamed } from '../edits/find-nodes.ts';
import { GeneratorError } from '../generator-error.ts';
import type { NextSteps } from '../request.ts';
import { PATHS } from './paths.ts';

const cellsOf = (line: string) => line.split('|').slice(1, -1);

/** Adds a row to the table of permissions, as wide as the table's columns. */
function addRow(text: string, permission: string, hasAll: (role: string) => boolean): string {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith('| permission '));
  if (head < 0) {
    throw new GeneratorError(`${PATHS.accountsDoc} has no table of permissions.`);
  }
  const length = lines.slice(head).findIndex((line) => !line.startsWith('|'));
  const row = cellsOf(lines[head] ?? '').map((cell, index) => {
    const value = index === 0 ? `\`${permission}\`` : hasAll(cell.trim()) ? 'yes' : '';
    return ` ${value}`.padEnd(cell.length);
  });
  lines.splice(length < 0 ? lines.length : head + length, 0, `|${row.join('|')}|`);
  return lines.join('\n');
}

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
      addRow(text, permission, (role) => rolesWithAll.has(role)),
    );
  }
  return [
    `Give ${permission} to roles in ${PATHS.roles}, and state it in ${PATHS.accountsDoc}: only those with all permissions have it.`,
  ];
}
