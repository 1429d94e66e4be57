import { permissionsOf, type Viewer } from '../../platform/access/viewer.js';
import type { Account } from './account.js';

/** Whoever signed in with an account, as every route sees them. */
export function viewerWith({ id, name, roles, teams }: Account): Viewer {
  return { id, name, roles, teams, permissions: permissionsOf(roles), by: 'session' };
}
