import { Type } from 'class-transformer';
import {
  getMetadataStorage,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  validateSync,
  type ValidationArguments,
  type ValidationError,
} from 'class-validator';
import { echo, placeOf, type Problem } from './problem.js';

/** What a value must be. */
export interface Test {
  /** What is accepted, in words. */
  readonly accepted: string;
  /** The form of what is accepted as a JSON schema; a text where nothing is said. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /**
   * Why a value is not accepted, as a sentence without its full stop; nothing if it is.
   * @param object the object that the value belongs to
   */
  readonly fault: (value: unknown, object: Readonly<Record<string, unknown>>) => string | undefined;
}

const HOLDS = 'holds';
/** What class-validator calls {@link ValidateIf} in its metadata. */
const OPTIONAL = 'conditionalValidation';

/** What is accepted, in words and as a JSON schema. */
export interface Form {
  readonly accepted: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const faultOf = (test: Test, args?: ValidationArguments): string | undefined =>
  test.fault(args?.value, (args?.object ?? {}) as Readonly<Record<string, unknown>>);

/** A property that must pass a test. */
export function Holds(test: Test): PropertyDecorator {
  return ValidateBy(
    {
      name: HOLDS,
      validator: {
        validate: (_value, args) => faultOf(test, args) === undefined,
        defaultMessage: (args) => faultOf(test, args) ?? '',
      },
    },
    { context: { accepted: test.accepted, schema: test.schema ?? { type: 'string' } } satisfies Form },
  );
}

/** A property that may be left out; `null` is not leaving it out. */
export function MayBeMissing(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** Whether a value is an object with members, as JSON writes them in braces. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Class = new () => object;

/** A property that holds an object of a class. */
export function Nested(of: () => Class, accepted: string, extra?: Test['fault']): PropertyDecorator {
  const test: Test = {
    accepted,
    fault: (value, object) => {
      if (value === undefined) return 'it is missing';
      return isRecord(value) ? extra?.(value, object) : `${echo(value)} is not an object`;
    },
  };
  return all(Type(of), ValidateNested(), Holds(test));
}

/** A property that holds a list of objects of a class. */
export function NestedList(of: () => Class, accepted: string, { least = 1, most = 50 } = {}): PropertyDecorator {
  const test: Test = {
    accepted: `${accepted}, ${String(least)} to ${String(most)} of them in an array`,
    fault: (value) => {
      if (value === undefined) return 'it is missing';
      if (!Array.isArray(value)) return `${echo(value)} is not an array`;
      if (value.length < least) return 'the array is empty';
      if (value.length > most) return `the array has ${String(value.length)} elements`;
      const odd = value.findIndex((element) => !isRecord(element));
      return odd < 0 ? undefined : `element ${String(odd)} is ${echo(value[odd])}, not an object`;
    },
  };
  return all(Type(of), ValidateNested({ each: true }), Holds(test));
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}

/** The properties that a class declares by decorators of validation. */
export function declaredProperties(of: object): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(of.constructor, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

/** A property that a class declares, and what it must be. */
export interface DeclaredForm extends Form {
  readonly name: string;
  readonly required: boolean;
}

/** The properties that a class declares by {@link Holds}, with what they must be. */
export function declaredForms(of: new () => object): readonly DeclaredForm[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(of, '', false, false);
  return declaredProperties(new of()).flatMap((name): DeclaredForm[] => {
    const own = metadata.filter(({ propertyName }) => propertyName === name);
    const form = own.find((one) => one.name === HOLDS)?.context as Form | undefined;
    return form === undefined ? [] : [{ name, ...form, required: !own.some(({ type }) => type === OPTIONAL) }];
  });
}

/** How problems are told. */
export interface Telling {
  /** Repeats no name of a property that is not known, since it could be anything that was typed. */
  readonly discreet?: boolean;
}

function problemsOf(error: ValidationError, parent: string, telling: Telling): Problem[] {
  const { property, target, constraints = {}, contexts, children = [] } = error;
  const place = placeOf(parent, Array.isArray(target) ? Number(property) : property);
  const held = constraints[HOLDS];
  if (held !== undefined) {
    const { accepted } = (contexts?.[HOLDS] ?? {}) as { accepted?: string };
    return [{ place, reason: held, ...(accepted === undefined ? {} : { accepted }) }];
  }
  if ('whitelistValidation' in constraints && target !== undefined) {
    const accepted = declaredProperties(target).join(', ');
    return telling.discreet === true
      ? [{ place: parent === '' ? 'a field' : `a field of ${parent}`, reason: 'it is not known here', accepted }]
      : [{ place, reason: `${echo(property)} is not known here`, accepted }];
  }
  return children.flatMap((child) => problemsOf(child, place, telling));
}

/**
 * Everything that is wrong with an object of a class whose properties carry {@link Holds}, {@link Nested} or
 * {@link NestedList}. Properties that the class does not declare are problems too.
 * @param place where the object stands; the empty text for the outermost
 */
export function problemsIn(object: object, place = '', telling: Telling = {}): Problem[] {
  return validateSync(object, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }).flatMap(
    (error) => problemsOf(error, place, telling),
  );
}

const DEEPEST = 16;

/** Whether a value that JSON gave is nested so deeply that reading it step by step could exhaust the stack. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []));
  }
  return false;
}
