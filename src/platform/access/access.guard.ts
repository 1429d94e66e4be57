import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { isPage } from '../http/page-or-program.js';
import { Refusal } from '../http/refusal.js';
import { ACCESS, type AccessOfRoute } from './access.js';
import { askForToken } from './bearer.js';
import { SignInFirst } from './sign-in-first.js';

/** Lets a request through to a route only where the route says that it is theirs who ask. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const access = this.reflector.getAllAndOverride<AccessOfRoute | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) throw new Refusal(403, 'Nobody may use this.');
    if (access.rule === 'public') return true;
    const { viewer } = request;
    if (viewer === undefined) {
      if (isPage(request)) throw new SignInFirst(request.method === 'GET' ? request.originalUrl : '/');
      askForToken(context.switchToHttp().getResponse<Response>());
      throw new Refusal(401, 'Say who asks: send a token in the header "Authorization: Bearer ...", or sign in.');
    }
    if (!viewer.permissions.has(access.rule)) {
      throw new Refusal(403, 'You are not allowed to use this. An administrator can give you the role that it needs.');
    }
    return true;
  }
}
