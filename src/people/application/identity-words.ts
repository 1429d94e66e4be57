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

/** The types of need (SEN2 item SENtype). */
export const NEED_IN_WORDS: Readonly<Record<NonNullable<Identity['primaryNeed']>, string>> = {
  SPLD: 'Specific learning difficulty',
  MLD: 'Moderate learning difficulty',
  SLD: 'Severe learning difficulty',
  PMLD: 'Profound and multiple learning difficulty',
  SEMH: 'Social, emotional and mental health',
  SLCN: 'Speech, language and communication needs',
  HI: 'Hearing impairment',
  VI: 'Vision impairment',
  MSI: 'Multi-sensory impairment',
  PD: 'Physical disability',
  ASD: 'Autistic spectrum disorder',
  DS: 'Down syndrome',
  OTH: 'Other difficulty or disability',
};
