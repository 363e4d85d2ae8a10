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
  /** Keys of the addresses that it was shared with, until a job has notified their accounts. */
  invited: [String],
  text: String,
  /** The words of the text without case and accents, for search by prefix. */
  words: [String],
  isPublic: Boolean,
  createdAt: Date,
} as const;
export type NoteState = StateOf<typeof FIELDS>;

export const notes = defineCollection({
  name: 'notes',
  schema: plainSchema(FIELDS),
  indexes: [
    { keys: { readers: 1, _id: -1 }, serves: 'notes.list, newest first; erasing a reader' },
    { keys: { isPublic: 1, _id: -1 }, serves: 'notes.listPublic, newest first' },
    { keys: { author: 1 }, serves: 'erasing an author' },
    { keys: { invited: 1 }, sparse: true, serves: 'the job that notifies readers' },
  ],
  store: ({ model }) => ({
    async insert(note: Pick<NoteState, 'author' | 'text' | 'isPublic' | 'createdAt'>) {
      const lists = { readers: [note.author], invited: [], words: wordsOf(note.text) };
      const document = { ...note, ...lists, _id: newId(note.createdAt) };
      await insertPlain(model, [document]);
      return stateOf(document);
    },
    /** Records that an address is to be notified of a note; false unless the account is its author. */
    async invite(id: string, author: string, emailKey: string): Promise<boolean> {
      const invitation = { $addToSet: { invited: emailKey } };
      return (await model.updateOne({ _id: id, author }, invitation)).matchedCount === 1;
    },
    /** Lists notes with addresses to notify, those after an id. */
    async listInviting(after: string, limit: number): Promise<readonly NoteState[]> {
      const match = { _id: { $gt: after }, 'invited.0': { $exists: true } };
      return (await model.find(match).sort({ _id: 1 }).limit(limit).lean()).map(stateOf);
    },
    async endInvitation(id: string, emailKey: string): Promise<void> {
      await model.updateOne({ _id: id }, { $pull: { invited: emailKey } });
    },
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
