import { isUpn } from '../../src/people/application/identity-tests.js';
import type { Identity } from '../../src/people/application/identity.js';
import { day } from '../../src/statute/calendar.js';

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

function upn(digits: string): string {
  const found = Array.from(LETTERS, (letter) => `${letter}${digits}`).find(isUpn);
  if (found === undefined) throw new Error(`No check letter fits ${digits}.`);
  return found;
}

/** A child as a full run uses them: who they are, and texts about them. */
export interface Child {
  readonly identity: Identity;
  readonly later: Identity;
  readonly texts: readonly string[];
}

const child = (forename: string, surname: string, born: string, digits: string, postcode: string): Child => {
  const identity = {
    forename,
    surname,
    dateOfBirth: day(born),
    upn: upn(digits),
    postcode,
    preferredName: `${forename}chen`,
    language: 'Wolof',
    ethnicity: 'BCRB',
  };
  return {
    identity,
    later: { ...identity, surname: `${surname}-Zweig` },
    texts: [
      `${forename} finds the corridor too loud and sits by the aquarium.`,
      `Moved by ${surname}'s grandmother to the ninth floor.`,
      'Typed last year by mistake.',
    ],
  };
};

/** Children whose every word is unlike anything else that the tracker writes. */
export const CHILDREN: readonly Child[] = [
  child('Oluwaseyi', 'Quarshie', '2013-07-19', '987650112431', 'ZE3 9JW'),
  child('Þórdís', 'Vukčević', '2009-11-08', '987650112432', 'ZE2 9XY'),
  child('Xanthe', "O'Dwyer-Nwosu", '2017-05-27', '987650112433', 'ZE1 0QQ'),
];

/** Every word that may not be found anywhere outside an encrypted text. */
export const SECRETS: readonly string[] = CHILDREN.flatMap(({ identity, later, texts }) => [
  identity.forename,
  identity.surname,
  later.surname,
  identity.preferredName ?? '',
  identity.dateOfBirth,
  identity.dateOfBirth.split('-').reverse().join('/'),
  identity.upn ?? '',
  identity.postcode ?? '',
  ...texts,
  identity.language ?? '',
  identity.ethnicity ?? '',
  'aquarium',
  'grandmother',
]);
