import { apiContext } from '../../api/server.ts';
import { ContactPage } from '../../contact/contact-page.tsx';
import { sendContactForm } from '../../contact/send-contact-form.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { contactTexts } from '../../messages/contact.ts';
import type { Route } from './+types/contact.ts';

/** The token is for forms that are sent without a script; a script requests its own. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const wasSent = url.searchParams.has('sent');
  const { token } = await context.get(apiContext).forms.token.query({ form: 'contact' });
  return { token, wasSent };
}

export async function action({ request, context, url }: Route.ActionArgs) {
  return sendContactForm(context.get(apiContext), await request.formData(), url);
}

export default function Contact({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={contactTexts}>
      <ContactPage {...loaderData} answered={actionData} />
    </AreaTextsProvider>
  );
}
