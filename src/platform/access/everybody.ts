import type { NextFunction, Request, Response } from 'express';
import { PERMISSIONS, ROLES } from './viewer.js';

/** Lets everybody at this machine do everything: nobody signs in. */
export function everybody(request: Request, _: Response, next: NextFunction): void {
  request.viewer = {
    id: 'officer-001',
    name: 'Everybody',
    roles: ROLES,
    teams: [],
    permissions: new Set(PERMISSIONS),
    by: 'session',
  };
  next();
}
