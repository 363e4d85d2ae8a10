import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { explainError } from '@trastienda/client';
import { Form } from '@trastienda/client/react';
import { useState } from 'react';
import { client, createApi, queryClient } from './client.ts';

/** The note that the link of an email leads to. */
const LINKED = new URLSearchParams(location.hash.slice(1)).get('note');

type NotePage = Awaited<ReturnType<typeof client.notes.list.query>>;
type NoteQuery = UseQueryResult<NotePage, unknown>;

function NoteList({ query, isOwner = false }: { query: NoteQuery; isOwner?: boolean }) {
  return (
    <ul>
      {query.isError && <li role="alert">{explainError(query.error)}</li>}
      {query.data?.items.map(({ id, text, createdAt, isPublic, isOwn }) => (
        <li key={id} className={id === LINKED ? 'linked' : undefined}>
          {text}
          <small>
            {new Date(createdAt).toLocaleString()}
            {isPublic && ' · public'}
            {isOwner && !isOwn && ' · shared with you'}
          </small>
          {isOwner && isOwn && (
            <Form
              label="Share"
              onSubmit={({ field, idempotencyKey }) =>
                client.notes.share.mutate(
                  { id, email: field('email') },
                  { context: { idempotencyKey } },
                )
              }
            >
              <input name="email" type="email" placeholder="Email of a reader" required />
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

export function PublicNotes() {
  const query = useQuery(createApi().notes.listPublic.queryOptions({}));
  return (
    <section>
      <h2>Public notes</h2>
      <NoteList query={query} />
    </section>
  );
}

/** What the account may read, with forms to write, search and share. */
export function OwnNotes({ accountId }: { accountId: string }) {
  const [prefix, setPrefix] = useState('');
  const options = { placeholderData: keepPreviousData };
  const query = useQuery(createApi(accountId).notes.list.queryOptions({ prefix }, options));
  return (
    <section>
      <Form
        label="Write"
        onSubmit={async ({ field, idempotencyKey }) => {
          const isPublic = field('isPublic') === 'on';
          const note = { text: field('text'), isPublic };
          await client.notes.write.mutate(note, { context: { idempotencyKey } });
          await queryClient.invalidateQueries();
        }}
      >
        <textarea name="text" rows={3} placeholder="A new note" aria-label="Text" required />
        <label>
          <input name="isPublic" type="checkbox" /> Everyone may read it
        </label>
      </Form>
      <input
        type="search"
        placeholder="Search by the beginnings of words"
        aria-label="Search"
        onChange={(event) => setPrefix(event.target.value)}
      />
      <NoteList query={query} isOwner />
    </section>
  );
}
