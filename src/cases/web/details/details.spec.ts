import { describe, expect, it } from '@jest/globals';
import { day } from '../../../statute/calendar.js';
import { Form, FormErrors } from '../../../platform/web/form.js';
import { readDescribed } from '../new-child.js';
import { blankDetails, changed, detailsPage, sentDetails, type KnownDetails } from './details-page.js';

const TODAY = day('2025-06-02');
const KNOWN: KnownDetails = {
  revision: 3,
  details: {
    forename: 'Robin',
    surname: 'Ashdown',
    dateOfBirth: day('2016-03-04'),
    ethnicity: 'WBRI',
    upnUnknown: 'UN1',
    language: 'Polish',
    postcode: 'HU5 2AB',
  },
};

describe('The form that corrects who a child is', () => {
  const shown = blankDetails(KNOWN, TODAY);
  const send = (more: Readonly<Record<string, string>>, known = KNOWN) => {
    const form = Form.of({ ...shown.typed, revision: '3', ...more });
    const described = readDescribed(form, TODAY, new FormErrors(), known.details.dateOfBirth);
    return described === undefined ? undefined : changed('p-1', known, form, described);
  };

  it('shows what is on record, and which revision that is', () => {
    expect(shown.typed).toMatchObject({
      forename: 'Robin',
      postcode: 'HU5 2AB',
      'birth-day': '4',
      'birth-year': '2016',
    });
    expect(shown.typed).not.toHaveProperty('sex');
    expect(detailsPage('p-1', shown)).toMatchObject({ revision: '3', isRefused: false });
  });

  it('changes what it asks for, and leaves what it does not ask for as it is', () => {
    expect(send({ sex: 'F', primaryNeed: 'SLCN', postcode: '' })).toEqual({
      person: 'p-1',
      expectedRevision: 3,
      forename: 'Robin',
      surname: 'Ashdown',
      dateOfBirth: '2016-03-04',
      sex: 'F',
      primaryNeed: 'SLCN',
      ethnicity: 'WBRI',
      upnUnknown: 'UN1',
      language: 'Polish',
    });
  });

  it('says no more why there is no UPN once there is one', () => {
    expect(send({ upn: 'H801200001001' })).not.toHaveProperty('upnUnknown');
  });

  it('is open also for those who are older by now than anybody who is registered', () => {
    const grown = { ...KNOWN, details: { ...KNOWN.details, dateOfBirth: day('1998-01-05') } };
    expect(send(blankDetails(grown, TODAY).typed, grown)).toMatchObject({ dateOfBirth: '1998-01-05' });
  });

  it('keeps what was typed where something is wrong', () => {
    const form = Form.of({ ...shown.typed, surname: '', revision: '2' });
    const errors = new FormErrors();
    expect(readDescribed(form, TODAY, errors)).toBeUndefined();
    expect(detailsPage('p-1', sentDetails(form, errors, TODAY))).toMatchObject({
      revision: '2',
      isRefused: true,
      typed: { forename: 'Robin', surname: '' },
    });
  });
});
