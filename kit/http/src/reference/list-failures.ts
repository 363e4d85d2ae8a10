import type { JsonSchema, OpenApiDocument } from '@trastienda/procedures/openapi';

const code = (text: string) => `\`${text}\``;

/** Returns the reason of an error's schema; undefined for other schemas. */
function reasonOf(schema: JsonSchema): string | undefined {
  const reasons = schema.properties?.reason?.enum;
  return Array.isArray(reasons) && 'x-status' in schema ? String(reasons[0]) : undefined;
}

/** Creates the function that describes reasons of failure in Markdown. */
export function createFailureList(document: OpenApiDocument) {
  const { schemas } = document.components;
  const byReason = new Map(
    Object.values(schemas).flatMap((schema) => {
      const reason = reasonOf(schema);
      return reason === undefined ? [] : [[reason, schema]];
    }),
  );

  function detailsOf({ properties }: JsonSchema): readonly string[] {
    const details = properties?.details;
    const name = details?.$ref?.split('/').at(-1) ?? '';
    return Object.keys((schemas[name] ?? details)?.properties ?? {});
  }

  /** Returns a list: columns of a table are too narrow for reasons beside the navigation. */
  return function listFailures(reasons: readonly string[]): string {
    return reasons
      .flatMap((reason) => {
        const schema = byReason.get(reason);
        if (schema === undefined) return [];
        const { description = '', 'x-status': status } = schema;
        const details = detailsOf(schema).map(code).join(', ');
        const more = details === '' ? '' : ` Details: ${details}.`;
        return [`- ${code(reason)} (${String(status)}): ${description}${more}`];
      })
      .join('\n');
  };
}
