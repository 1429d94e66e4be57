import type { Request } from 'express';
import type { Account } from '../application/account.js';
import { agentOf } from './agent.js';
import { renewSession } from './session-store.js';

/**
 * Begins the session of somebody who proved who they are. Its id is new: whoever planted the one before in their browser
 * has nothing of it.
 */
export async function beginSession(
  request: Request,
  { id }: Pick<Account, 'id'>,
  mustChoosePassword = false,
): Promise<void> {
  await renewSession(request);
  request.session.account = id;
  request.session.agent = agentOf(request.get('user-agent'));
  if (mustChoosePassword) request.session.mustChoosePassword = true;
}
