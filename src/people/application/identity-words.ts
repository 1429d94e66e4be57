import type { Identity } from './identity.js';

/** Why neither a UPN nor a ULN is known (SEN2 item UPNunknown). */
export const UPN_UNKNOWN_IN_WORDS: Readonly<Record<NonNullable<Identity['upnUnknown']>, string>> = {
  UN1: 'under 6 and without a UPN yet',
  UN2: 'never went to a state-funded school in England',
  UN3: 'educated outside England',
  UN5: 'sources differ',
  UN8: 'new to the council',
  UN9: 'a young person who was never in a state-funded school or further education',
  UN10: 'the request ended before it was known',
};

/** Sex as on the birth or gender recognition certificate (SEN2 item Sex). */
export const SEX_IN_WORDS: Readonly<Record<NonNullable<Identity['sex']>, string>> = { M: 'Male', F: 'Female' };
