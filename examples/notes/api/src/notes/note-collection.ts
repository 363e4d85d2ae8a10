import {
  defineCollection,
  insertPlain,
  listNewest,
  newId,
  type PageQuery,
  plainSchema,
  type StateOf,
  stateOf,
  wordsOf,
} from '@trastienda/mongo';

const FIELDS = {
  _id: String,
  author: String,
  /** Ids of the accounts that may read it, with its author. */
  readers: [String],
  text: String,
  /** The words of the text without case and accents, for search by prefix. */
  words: [String],
  isPublic: Boolean,
  createdAt: Date,
} as const;
export type NoteState = StateOf<typeof FIELDS>;

/** A note was shared with the account of an address, if there is one. */
export interface NoteEvent {
  readonly aggregate: 'note';
  readonly type: 'note.shared';
  /** The address is removed once the job has looked for its account. */
  readonly data: { readonly emailKey: string };
}

export const notes = defineCollection({
  name: 'notes',
  schema: plainSchema(FIELDS),
  indexes: [
    { keys: { readers: 1, _id: -1 }, serves: 'notes.list, newest first; erasing a reader' },
    { keys: { isPublic: 1, _id: -1 }, serves: 'notes.listPublic, newest first' },
    { keys: { author: 1 }, serves: 'erasing an author' },
  ],
  store: ({ model }) => ({
    async insert(note: Pick<NoteState, 'author' | 'text' | 'isPublic' | 'createdAt'>) {
      const lists = { readers: [note.author], words: wordsOf(note.text) };
      const document = { ...note, ...lists, _id: newId(note.createdAt) };
      await insertPlain(model, [document]);
      return stateOf(document);
    },
    isBy: async (id: string, author: string) => (await model.exists({ _id: id, author })) !== null,
    /** Returns false if the account could read the note before. */
    async addReader(id: string, account: string): Promise<boolean> {
      const match = { _id: id, readers: { $ne: account } };
      return (await model.updateOne(match, { $push: { readers: account } })).modifiedCount === 1;
    },
    /** Lists what an account may read, newest first. */
    listFor(reader: string, { prefix, ...page }: PageQuery & { readonly prefix: string }) {
      const words = wordsOf(prefix).map((word) => new RegExp(`^${word}`));
      const match = { readers: reader, ...(words.length > 0 && { words: { $all: words } }) };
      return listNewest(model, { list: 'notes', match, ...page });
    },
    listPublic: (page: PageQuery) =>
      listNewest(model, { list: 'public-notes', match: { isPublic: true }, ...page }),
    remove: async (id: string) => (await model.deleteOne({ _id: id })).deletedCount === 1,
    /** Deletes an account's notes, and its id from the notes of others. */
    async eraseAccount(account: string): Promise<void> {
      await model.deleteMany({ author: account });
      await model.updateMany({ readers: account }, { $pull: { readers: account } });
    },
  }),
});
