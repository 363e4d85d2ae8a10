import type { Access } from '../request.ts';

/** What a generated procedure declares, and the call that it makes. */
export interface Declaration {
  readonly type: 'query' | 'mutation';
  /** `polls`: the tag of what a query answers. */
  readonly collection: string;
  /** `own`, `public`, `buyer` or a permission. */
  readonly access: string;
  readonly summary: string;
  /** Expression of the schema. */
  readonly input: string;
  readonly output: string;
  /** Reasons beside those of every call. */
  readonly errors: readonly string[];
  /** What repeating a mutation does. */
  readonly idempotency?: 'none' | 'natural';
  /** `ctx.services.polls.close(ctx.actor, input)` */
  readonly call: string;
}

/** Returns the word with which a procedure declares its access. */
export function accessNameOf(access: Access): string {
  if (access.kind === 'staff') return access.permission;
  return access.kind === 'account' ? 'own' : access.kind;
}

/** Returns the lines that name what the answers of a query depend on; those of staff need none. */
function tagLinesOf({ type, access, collection }: Declaration): readonly string[] {
  if (type !== 'query') return [];
  switch (access) {
    case 'public':
      return [`tags: () => ['${collection}'],`];
    case 'own':
      return [`tags: ({ ctx }) => [\`${collection}:\${ctx.actor.accountId}\`],`];
    case 'buyer':
      return [`tags: ({ ctx }) => [\`${collection}:\${ctx.buyer.kind}:\${ctx.buyer.id}\`],`];
    default:
      return [];
  }
}

/** Returns the expression that declares a procedure. */
export function declarationOf(declaration: Declaration): string {
  const { type, call, access, summary, input, output, errors, idempotency } = declaration;
  const reasons = errors.map((reason) => `'${reason}'`).join(', ');
  const lines = [
    `access: '${access}',`,
    `summary: '${summary}',`,
    `input: ${input},`,
    `output: ${output},`,
    ...(reasons === '' ? [] : [`errors: [${reasons}],`]),
    ...(idempotency === undefined ? [] : [`idempotency: '${idempotency}',`]),
    ...tagLinesOf(declaration),
  ];
  return `${type}(
    {
${lines.map((line) => `      ${line}`).join('\n')}
    },
    ({ ctx, input }) => ${call},
  )`;
}

/** Returns what a developer changes in the declaration of a new procedure. */
export function declarationStep(file: string, { type }: Pick<Declaration, 'type'>): string {
  const effect =
    type === 'mutation'
      ? ', what a repeated call does in `idempotency`,'
      : ', what its answers depend on in `tags`,';
  return `State in ${file} what it does in \`summary\`${effect} and in \`errors\` the reasons that its use case throws, as \`Fallible<…, 'REASON'>\` in place of its promise.`;
}
