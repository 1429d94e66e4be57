import { Holds } from '../../platform/validation.js';
import { discreet } from '../../streams/application/fields.js';

const AUTHORITY_CODE = /^[2-9]\d{2}$/;

/** A council by the code of three digits that the Department for Education gives it, such as 301. */
export const IsAuthorityCode = (): PropertyDecorator =>
  Holds(
    discreet(
      'the code of three digits of a local authority in England, such as 301',
      (value) => typeof value === 'string' && AUTHORITY_CODE.test(value),
    ),
  );
