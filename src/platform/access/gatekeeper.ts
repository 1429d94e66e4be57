import type { NextFunction, Request, Response } from 'express';
import type { Viewer } from './viewer.js';

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

/** Stands in front of every route of the server. */
export abstract class Gatekeeper {
  /** Finds out who asks, before the body of the request is read. */
  abstract readonly identify: readonly Middleware[];

  /** Refuses what a page of somebody else has a browser send, once the body is read. */
  abstract readonly defend: Middleware;

  /**
   * Whoever a request came from, as they are now; nothing once their session has ended or they are let in no more. For
   * answers that go on for long; asking does not count as using the session.
   */
  abstract stillThere(request: Request): Promise<Viewer | undefined>;

  /** How many proxies in front of the server tell where a request comes from. */
  abstract readonly proxies: number;
}
