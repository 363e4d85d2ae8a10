import { parseArgs } from 'node:util';
import { GeneratorError } from './generator-error.ts';
import type { Access, GeneratorRequest, ProcedureRequest } from './request.ts';
import { USAGE } from './usage.ts';

/** Asks for something that is missing; undefined when there is no one to ask. */
export type Ask = ((question: string) => Promise<string>) | undefined;

export interface CommandLine {
  readonly kind: string | undefined;
  readonly names: readonly string[];
  readonly plural: string | undefined;
  readonly access: string | undefined;
  readonly type: ProcedureRequest['type'] | undefined;
  readonly folder: string;
  readonly isDryRun: boolean;
  readonly wantsHelp: boolean;
}

const wrong = (problem: string) => new GeneratorError(`${problem}\n\n${USAGE}`);

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        plural: { type: 'string' },
        access: { type: 'string' },
        query: { type: 'boolean', default: false },
        mutation: { type: 'boolean', default: false },
        in: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the arguments of the program.
 * @throws {GeneratorError} when there is an unknown one, or both --query and --mutation.
 */
export function readCommandLine(args: readonly string[], here: string): CommandLine {
  const { values, positionals } = parse(args);
  const [kind, ...names] = positionals;
  if (values.query && values.mutation) throw wrong('A procedure is a query or a mutation.');
  return {
    kind,
    names,
    plural: values.plural,
    access: values.access,
    type: values.query ? 'query' : values.mutation ? 'mutation' : undefined,
    folder: values.in ?? here,
    isDryRun: values['dry-run'],
    wantsHelp: values.help,
  };
}

/** @throws {GeneratorError} when it is none of the kinds. */
function readAccess(text: string): Access {
  if (text === 'account' || text === 'buyer' || text === 'public') return { kind: text };
  const permission = /^staff:([a-z-]+:[a-z-]+)$/.exec(text)?.[1];
  if (permission !== undefined) return { kind: 'staff', permission };
  throw wrong(
    `The access "${text}" is none of account, buyer, public and staff:<permission>, as in staff:polls:write.`,
  );
}

function readType(text: string): ProcedureRequest['type'] {
  if (text === 'query' || text === 'mutation') return text;
  throw wrong(`"${text}" is neither query nor mutation.`);
}

/**
 * Completes a request, and asks for what is missing.
 * @throws {GeneratorError} when something is missing and there is no one to ask, or not valid.
 */
export async function completeRequest(line: CommandLine, ask: Ask): Promise<GeneratorRequest> {
  const { kind, names, plural, access, type } = line;
  const given = async (value: string | undefined, what: string): Promise<string> => {
    const found = value ?? (await ask?.(`${what}: `))?.trim();
    if (found === undefined || found === '') throw wrong(`Missing: ${what}.`);
    return found;
  };
  const limit = (count: number) => {
    const extra = names[count];
    if (extra !== undefined) throw wrong(`"${extra}" is one name too many.`);
  };
  switch (await given(kind, 'what to generate (domain, procedure, job, migration)')) {
    case 'domain': {
      limit(1);
      const name = await given(names[0], 'the name of one thing of the domain, as in gift-card');
      return { kind: 'domain', name, ...(plural !== undefined && { plural }) };
    }
    case 'procedure': {
      limit(1);
      const path = await given(names[0], 'domain and name of the procedure, as in polls.close');
      const who = await given(access, 'access (account, public, staff:<permission>)');
      const what = type ?? readType(await given(undefined, 'query or mutation'));
      return { kind: 'procedure', path, access: readAccess(who), type: what };
    }
    case 'job': {
      limit(2);
      const domain = await given(names[0], 'the domain of the job, as in polls');
      const name = await given(names[1], 'what the job does, as in close-due');
      return { kind: 'job', domain, name };
    }
    case 'migration': {
      limit(1);
      const name = await given(names[0], 'what the migration does, as in rename-title');
      return { kind: 'migration', name };
    }
    default:
      throw wrong(`"${kind}" is nothing that can be generated.`);
  }
}
