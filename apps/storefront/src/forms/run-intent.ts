import { data } from 'react-router';
import { failed } from './failure.ts';

/** What a page's action does for one of its forms. */
type Handler<Answer> = (form: FormData) => Promise<Answer>;

/** Runs the handler that the form's field `intent` names; failures of calls are its answer. */
export async function runIntent<Answer extends object>(
  request: Request,
  handlers: Readonly<Record<string, Handler<Answer>>>,
) {
  const form = await request.formData();
  const handler = Object.entries(handlers).find(([name]) => name === form.get('intent'))?.[1];
  if (handler === undefined) throw data(null, { status: 400 });
  try {
    return { ...(await handler(form)), failure: null };
  } catch (error) {
    if (error instanceof Response) throw error;
    return failed(error);
  }
}
