import { cancel, isCancel, select, text } from '@clack/prompts';
import { CreateError } from '../create-error.ts';
import { nameOfFolder, nameProblem } from '../project/project-name.ts';
import type { Template } from '../template.ts';

/** Ends the program when a question is answered with Ctrl-C; nothing has been written by then. */
function leave(): never {
  cancel('Nothing was created.');
  process.exit(1);
}

export interface Choice {
  readonly folder: string;
  readonly template: Template;
}

/**
 * Completes what the command line left open by asking, or, without a terminal, not at all.
 * @throws {CreateError} when something is open and there is no terminal.
 */
export async function completeChoice(
  given: { readonly folder: string | null; readonly template: Template | null },
  isTerminal: boolean,
): Promise<Choice> {
  const { folder, template } = given;
  if (folder !== null && template !== null) return { folder, template };
  if (!isTerminal) {
    throw new CreateError(
      'There is no terminal to ask in: name the folder and the template,\n' +
        'such as npm create trastienda my-app -- --template notes',
    );
  }
  return { folder: folder ?? (await askFolder()), template: template ?? (await askTemplate()) };
}

async function askFolder(): Promise<string> {
  const folder = await text({
    message: 'Where shall the project be?',
    placeholder: 'my-app',
    validate: (answer = '') => nameProblem(answer === '' ? '' : nameOfFolder(answer)) ?? undefined,
  });
  return isCancel(folder) ? leave() : folder;
}

async function askTemplate(): Promise<Template> {
  const template = await select<Template>({
    message: 'What shall it begin with?',
    options: [
      { value: 'notes', label: 'Notes', hint: 'a small application to grow your own from' },
      { value: 'shop', label: 'Shop', hint: 'an online shop with its pages, owned by you' },
    ],
  });
  return isCancel(template) ? leave() : template;
}
