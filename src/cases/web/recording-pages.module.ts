import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { PageWrites } from '../../platform/web/page-writes.js';
import { CasesOnRecord } from '../application/case-on-record.js';
import { CasesModule } from '../cases.module.js';
import { AssignPages } from './recording/assign-pages.js';
import { BulkController } from './recording/bulk.controller.js';
import { BulkPace, BulkPages } from './recording/bulk-pages.js';
import { EntryController } from './recording/entry.controller.js';
import { EntryPages } from './recording/entry-pages.js';
import { Names } from './recording/names.js';
import { NoteAndAssignController } from './recording/note-and-assign.controller.js';
import { NotePages } from './recording/note-pages.js';
import { RecordController } from './recording/record.controller.js';
import { RecordPages } from './recording/record-pages.js';
import { RecordingContext } from './recording/recording-context.js';
import { SeveralPages } from './recording/several-pages.js';
import { Undo } from './recording/undo.js';

/** The pages on which milestones are recorded, corrected and taken back. */
@Module({
  imports: [CqrsModule, CasesModule, CaseloadModule],
  controllers: [RecordController, EntryController, NoteAndAssignController, BulkController],
  providers: [
    CasesOnRecord,
    RecordingContext,
    Names,
    PageWrites,
    RecordPages,
    EntryPages,
    Undo,
    SeveralPages,
    NotePages,
    AssignPages,
    BulkPages,
    BulkPace,
  ],
  exports: [RecordingContext],
})
export class RecordingPagesModule {}
