export { AccessDatabase as SharedDatabase } from '../database/access-database.js';
export type { AccessTables as SharedTables, DigestRow, MailRow } from '../database/schema.js';
