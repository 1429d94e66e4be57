import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ACCESS, type AccessOfRoute } from './access.js';

/** A route of the program. */
export interface Route {
  /** The method in capitals, such as `GET`. */
  readonly method: string;
  /** The pattern of its path, such as `/cases/:id`. */
  readonly path: string;
  /** The names of the class and of the method that answer it. */
  readonly controller: string;
  readonly handler: string;
  /** Whose it is; nothing where nobody said, so that it is nobody's. */
  readonly access: AccessOfRoute | undefined;
}

const listed = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [typeof value === 'string' ? value : ''];

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;

function routesIn(controller: Type, scanner: MetadataScanner, reflector: Reflector): Route[] {
  const prototype = controller.prototype as Readonly<Record<string, object>>;
  return scanner.getAllMethodNames(prototype).flatMap((handler) => {
    const answers = prototype[handler] as () => unknown;
    const method: unknown = Reflect.getMetadata(METHOD_METADATA, answers);
    if (typeof method !== 'number') return [];
    const access = reflector.getAllAndOverride<AccessOfRoute | undefined>(ACCESS, [answers, controller]);
    return listed(Reflect.getMetadata(PATH_METADATA, controller)).flatMap((prefix) =>
      listed(Reflect.getMetadata(PATH_METADATA, answers)).map((path): Route => ({
        method: RequestMethod[method] ?? '',
        path: joined(prefix, path),
        controller: controller.name,
        handler,
        access,
      })),
    );
  });
}

/** Every route that a controller of the program answers. */
export function routesOf(app: INestApplication): readonly Route[] {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  return [...app.get(ModulesContainer).values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Type] : []))
    .flatMap((controller) => routesIn(controller, scanner, reflector));
}
