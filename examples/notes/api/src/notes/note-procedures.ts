import { Acknowledged } from '@trastienda/auth-contract';
import { PageInput } from '@trastienda/base';
import { accountProcedure, publicProcedure, staffProcedure } from '../procedures.ts';
import { ListNotesInput, Note, NotePage, ShareNoteInput, WriteNoteInput } from './note-schemas.ts';

export const notes = {
  write: accountProcedure
    .input(WriteNoteInput)
    .output(Note)
    .mutation(({ ctx, input }) => ctx.services.notes.write(ctx.actor, input)),
  share: accountProcedure
    .meta({ limits: ['sharing'] })
    .input(ShareNoteInput)
    .output(Acknowledged)
    .mutation(({ ctx, input }) => ctx.services.notes.share(ctx.actor, input, ctx.requestId)),
  list: accountProcedure
    .input(ListNotesInput)
    .output(NotePage)
    .query(({ ctx, input }) => ctx.services.notes.list(ctx.actor, input)),
  listPublic: publicProcedure
    .input(PageInput)
    .output(NotePage)
    .query(({ ctx, input }) => ctx.services.notes.listPublic(input)),
  remove: staffProcedure('notes:moderate')
    .input(Note.pick({ id: true }))
    .output(Acknowledged)
    .mutation(({ ctx, input }) => ctx.services.notes.remove(input.id)),
};
