import {
  ConfirmNewsletterInput,
  ContactInput,
  FormReceived,
  FormToken,
  FormTokenInput,
  NewsletterConfirmed,
  NewsletterInput,
  Unsubscribed,
  UnsubscribeInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Forms that visitors send without an account. */
export const forms = {
  confirmNewsletter: mutation(
    {
      access: 'public',
      summary: 'Subscribes the address of a confirmation link to the newsletter',
      http: 'POST /newsletter/confirmations',
      input: ConfirmNewsletterInput,
      output: NewsletterConfirmed,
      errors: ['LINK_INVALID'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.forms.confirmNewsletter(input, ctx.origin),
  ),

  contact: mutation(
    {
      access: 'public',
      summary: 'Sends a message to the people behind the shop',
      description:
        'A token serves for one message: sent again with the same fields, it changes nothing.',
      http: 'POST /messages',
      input: ContactInput,
      output: FormReceived,
      errors: ['FORM_TOKEN_REJECTED'],
      idempotency: 'natural',
      limits: ['forms'],
    },
    ({ ctx, input }) => ctx.services.forms.contact(input),
  ),

  newsletter: mutation(
    {
      access: 'public',
      summary: 'Asks the owner of an address by email whether to subscribe it',
      description: 'The answer is the same for every address, whether it is subscribed or not.',
      http: 'POST /newsletter/requests',
      input: NewsletterInput,
      output: FormReceived,
      errors: ['FORM_TOKEN_REJECTED'],
      idempotency: 'natural',
      limits: ['forms'],
    },
    ({ ctx, input }) => ctx.services.forms.newsletter(input, ctx.origin),
  ),

  token: query(
    {
      access: 'public',
      summary: 'Returns the token that a form is sent with',
      description: 'When many forms are sent, it names a proof of work that the sender has to do.',
      http: 'GET /form-tokens/{form}',
      input: FormTokenInput,
      output: FormToken,
    },
    ({ ctx, input }) => ctx.services.forms.token(input),
  ),

  unsubscribe: mutation(
    {
      access: 'public',
      summary: 'Ends a subscription by the link of an email',
      http: 'POST /newsletter/withdrawals',
      input: UnsubscribeInput,
      output: Unsubscribed,
      errors: ['LINK_INVALID'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.forms.unsubscribe(input, ctx.origin),
  ),
};
