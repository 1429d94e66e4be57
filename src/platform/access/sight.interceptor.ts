import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { finished } from 'node:stream';
import type { Observable } from 'rxjs';
import { v7 } from 'uuid';
import { ReadModels } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import { isUuid } from '../http/parameters.js';
import { WallClock } from '../wall-clock.js';
import { ACCESS, type AccessOfRoute, type Shown } from './access.js';
import { PageViews } from './page-views.js';
import { Restrictions } from './restrictions.js';
import { withoutSightOf } from './sight.js';
import type { Viewer } from './viewer.js';

/** What a route is about. */
interface Subject {
  readonly shows: Shown;
  readonly id: string;
  readonly person: PersonId | undefined;
}

/**
 * Keeps children from those who may not see them, and notes who looked at whom. To a route, a child who is kept from
 * whoever asks is not there: neither in what it asks for, nor by the id in its path.
 */
@Injectable()
export class SightInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly restrictions: Restrictions,
    private readonly views: PageViews,
    private readonly models: ReadModels,
    private readonly clock: WallClock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const { viewer } = request;
    if (viewer === undefined) return next.handle();
    const access = this.reflector.getAllAndOverride<AccessOfRoute | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const hidden = new Set(await this.restrictions.hiddenFrom(viewer));
    const subject = await this.#subjectOf(request, access);
    if (subject !== undefined) {
      this.#noteWhenAnswered(context, viewer, subject);
      // An id that nobody has: the answer is then in every word that of one who is not there.
      if (subject.person !== undefined && hidden.has(subject.person)) request.params.id = v7();
    }
    return withoutSightOf(hidden, () => next.handle());
  }

  async #subjectOf({ params: { id } }: Request, access: AccessOfRoute | undefined): Promise<Subject | undefined> {
    const shows = access?.shows;
    if (shows === undefined || typeof id !== 'string' || !isUuid(id)) return undefined;
    return { shows, id, person: shows === 'person' ? (id as PersonId) : await this.#childOf(shows, id) };
  }

  async #childOf(shows: 'case' | 'alert', id: string): Promise<PersonId | undefined> {
    const { db } = this.models.live();
    const table = shows === 'case' ? 'case_file' : 'alert';
    const row = await db.selectFrom(table).select('person').where('id', '=', id).executeTakeFirst();
    return row?.person as PersonId | undefined;
  }

  #noteWhenAnswered(context: ExecutionContext, { id: viewer }: Viewer, { shows, id, person }: Subject): void {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const { path } = request.route as { readonly path: string };
    const at = this.clock.now().toISOString();
    finished(response, () => {
      this.views.note({
        viewer,
        route: `${request.method} ${path}`,
        shows,
        subject: id,
        ...(person === undefined ? {} : { person }),
        status: response.statusCode,
        at,
      });
    });
  }
}
