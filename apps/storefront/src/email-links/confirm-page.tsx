import { Form } from 'react-router';
import type { FormFailure } from '../forms/failure.ts';
import { FormBody } from '../forms/form-body.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { type AgainLink, LinkFrame } from './link-frame.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly again: AgainLink;
  readonly failure: FormFailure | null;
}

/**
 * A page that does what its link says on a click, not on load: programs that check emails open their
 * links.
 */
export function ConfirmPage({ title, text, submit, again, failure }: Props) {
  return (
    <LinkFrame title={title} text={text} again={again}>
      {(token) => (
        <Form method="post">
          <PageHead title={title} isIndexed={false} />
          <input type="hidden" name="token" value={token} />
          <FormBody failure={failure}>
            <SubmitButton size="lg" fullWidth disabled={token === ''}>
              {submit}
            </SubmitButton>
          </FormBody>
        </Form>
      )}
    </LinkFrame>
  );
}
