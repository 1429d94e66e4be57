import type { Ground } from '../../../statute/exceptions.js';

/** A ground as an officer reads it. */
export interface GroundWords {
  readonly name: string;
  /** What has to be true for it to count. */
  readonly test: string;
  /** The attributes that its test asks for, with what each is called here. */
  readonly asks: Readonly<Partial<Record<'from' | 'to' | 'adviceRequestedOn' | 'ref', string>>>;
  /** What shows that it applies. */
  readonly evidence: string;
}

const CLOSURE_ASKS = {
  from: 'First day of the closure',
  to: 'Last day of the closure',
} as const;

/** The grounds, with their tests in plain words. */
export const GROUNDS_IN_WORDS: Readonly<Record<Ground, GroundWords>> = {
  'school-closure': {
    name: 'A school or college was closed',
    test: 'The council asked the head for advice in the week before a closure of at least 4 weeks, or during it but before its last week. As a rule that is the summer holiday: Christmas and Easter are too short.',
    asks: { ...CLOSURE_ASKS, adviceRequestedOn: 'Day the head was asked for advice' },
    evidence: 'Such as the term dates of the school, and the letter that asked for advice.',
  },
  'early-years-closure': {
    name: 'An early years provider was closed',
    test: 'The council asked the SEN lead for advice in the week before a closure of at least 4 weeks, or during it but before its last week.',
    asks: { ...CLOSURE_ASKS, adviceRequestedOn: 'Day the SEN lead was asked for advice' },
    evidence: 'Such as the dates on which the provider was closed, and the letter that asked for advice.',
  },
  'personal-circumstances': {
    name: 'Exceptional personal circumstances',
    test: 'They affected the child, a parent or the young person during the time of the limit. A heavy workload, a staff vacancy or late advice is none.',
    asks: { from: 'First day of the circumstances', to: 'Last day of the circumstances' },
    evidence: 'What happened, to whom, and how it kept the council from acting in time.',
  },
  absence: {
    name: "Absence from the council's area",
    test: 'The child, a parent or the young person was away for a continuous period of at least 4 weeks (2 weeks after an order of the tribunal).',
    asks: { from: 'First day away', to: 'Last day away' },
    evidence: 'How the council knows when they were away.',
  },
  'missed-appointment': {
    name: 'A missed appointment',
    test: 'The child or young person missed an appointment for an examination or test by the body that was asked for advice. It excuses that advice alone.',
    asks: { ref: 'Advice that the appointment was for', from: 'Day of the appointment' },
    evidence: 'Such as the note of the body that the child did not come.',
  },
  'late-representations': {
    name: 'Representations after the 15 days',
    test: 'After the 15 days for representations on the draft plan had run, the family asked to make them.',
    asks: { from: 'Day the family asked' },
    evidence: 'What the family asked for, and when.',
  },
  coronavirus: {
    name: 'Coronavirus',
    test: 'The limit fell due from 1 May to 25 September 2020, and keeping it was not reasonably practicable for a reason relating to coronavirus.',
    asks: {},
    evidence: 'Why it was not reasonably practicable.',
  },
};
