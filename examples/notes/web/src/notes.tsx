import { type ReactNode, useEffect, useState } from 'react';
import { client, explain } from './client.ts';
import { Form } from './form.tsx';

type Note = Awaited<ReturnType<typeof client.notes.list.query>>['items'][number];

const LINKED = new URLSearchParams(location.hash.slice(1)).get('note');

function NoteList({ notes, after }: { notes: readonly Note[]; after?: (note: Note) => ReactNode }) {
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.id} className={note.id === LINKED ? 'linked' : undefined}>
          {note.text}
          <small>
            {new Date(note.createdAt).toLocaleString()}
            {note.isPublic && ' · public'}
            {after !== undefined && !note.isOwn && ' · shared with you'}
          </small>
          {note.isOwn && after?.(note)}
        </li>
      ))}
    </ul>
  );
}

/** Loads notes when the page shows them, and again when `version` changes. */
function useNotes(load: (signal: AbortSignal) => Promise<{ items: Note[] }>, version: string) {
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const [error, setError] = useState('');
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    load(signal).then(
      ({ items }) => {
        setNotes(items);
        setError('');
      },
      (failure: unknown) => {
        if (!signal.aborted) setError(explain(failure));
      },
    );
    return () => leaving.abort();
  }, [version]);
  return { notes, alert: error !== '' && <p role="alert">{error}</p> };
}

export function PublicNotes({ version }: { readonly version: number }) {
  const { notes, alert } = useNotes(
    (signal) => client.notes.listPublic.query({}, { signal }),
    String(version),
  );
  return (
    <section>
      <h2>Public notes</h2>
      {alert}
      <NoteList notes={notes} />
    </section>
  );
}

/** What the account may read, with forms to write, search and share. */
export function OwnNotes({ version, onWritten }: { version: number; onWritten: () => void }) {
  const [prefix, setPrefix] = useState('');
  const { notes, alert } = useNotes(
    (signal) => client.notes.list.query({ prefix }, { signal }),
    `${version} ${prefix}`,
  );
  const share = (note: Note) => (
    <Form
      label="Share"
      onSubmit={async (field, idempotencyKey) => {
        await client.notes.share.mutate({ id: note.id, email: field('email'), idempotencyKey });
      }}
    >
      <input
        name="email"
        type="email"
        placeholder="Email of a reader"
        aria-label="Reader"
        required
      />
    </Form>
  );
  return (
    <section>
      <Form
        label="Write"
        onSubmit={async (field, idempotencyKey) => {
          const isPublic = field('isPublic') === 'on';
          await client.notes.write.mutate({ text: field('text'), isPublic, idempotencyKey });
          onWritten();
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
      {alert}
      <NoteList notes={notes} after={share} />
    </section>
  );
}
