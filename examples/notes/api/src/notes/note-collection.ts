import {
  type CollectionContext,
  defineCollection,
  defineSchema,
  foldText,
  insertPlain,
  newId,
  type Page,
  readNewest,
  wordsOf,
} from '@trastienda/mongo';
import type { QueryFilter } from 'mongoose';

interface NoteDocument {
  readonly _id: string;
  readonly author: string;
  /** Accounts that may read it, with its author. */
  readonly readers: readonly string[];
  readonly text: string;
  /** The words of the text without case and accents, for search by prefix. */
  readonly words: readonly string[];
  readonly isPublic: boolean;
  readonly createdAt: Date;
  readonly eventSequence: number;
}

const text = { type: String, required: true } as const;

const noteSchema = defineSchema<NoteDocument>(
  {
    _id: text,
    author: text,
    readers: [String],
    text,
    words: [String],
    isPublic: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    eventSequence: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false },
);

/** A stored note. */
export interface NoteState extends Omit<NoteDocument, '_id' | 'words'> {
  readonly id: string;
}

interface NotePageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface NoteStore {
  insert(note: Omit<NoteState, 'id' | 'readers' | 'eventSequence'>): Promise<NoteState>;
  /** Adds a reader if the account is the author, and counts an event; null otherwise. */
  addReader(id: string, author: string, reader: string): Promise<NoteState | null>;
  /** Lists what an account may read, newest first; `prefix` is the beginning of a word. */
  listFor(reader: string, query: NotePageQuery & { prefix?: string }): Promise<Page<NoteState>>;
  listPublic(query: NotePageQuery): Promise<Page<NoteState>>;
  /** Returns whether there was such a note. */
  remove(id: string): Promise<boolean>;
  removeByAuthor(author: string): Promise<void>;
}

const toState = ({ _id, words: _, ...note }: NoteDocument): NoteState => ({ id: _id, ...note });

const escaped = (prefix: string) => foldText(prefix).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function createNoteStore({ model }: CollectionContext<NoteDocument>): NoteStore {
  const list = async (name: string, match: QueryFilter<NoteDocument>, query: NotePageQuery) => {
    const { items, nextCursor } = await readNewest(model, { list: name, match, ...query });
    return { items: items.map(toState), nextCursor };
  };
  return {
    async insert(note) {
      const document = {
        ...{ ...note, _id: newId(note.createdAt), readers: [note.author] },
        ...{ words: wordsOf(note.text), eventSequence: 1 },
      };
      await insertPlain(model, [document]);
      return toState(document);
    },
    async addReader(id, author, reader) {
      const document = await model
        .findOneAndUpdate(
          { _id: id, author },
          { $addToSet: { readers: reader }, $inc: { eventSequence: 1 } },
          { returnDocument: 'after' },
        )
        .lean<NoteDocument>();
      return document && toState(document);
    },
    listFor: (reader, { prefix = '', ...query }) =>
      list(
        'notes',
        { readers: reader, ...(prefix !== '' && { words: new RegExp(`^${escaped(prefix)}`) }) },
        query,
      ),
    listPublic: (query) => list('public-notes', { isPublic: true }, query),
    remove: async (id) => (await model.deleteOne({ _id: id })).deletedCount === 1,
    async removeByAuthor(author) {
      await model.deleteMany({ author });
    },
  };
}

export const notes = defineCollection({
  name: 'notes',
  schema: noteSchema,
  indexes: [
    { keys: { readers: 1, _id: -1 }, serves: 'notes.list, newest first' },
    { keys: { isPublic: 1, _id: -1 }, serves: 'notes.listPublic, newest first' },
    { keys: { author: 1 }, serves: 'the deletion of an account' },
  ],
  store: createNoteStore,
});
