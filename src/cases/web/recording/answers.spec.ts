import { describe, expect, it } from '@jest/globals';
import { Form, FormErrors } from '../../../platform/web/form.js';
import { addRefusals, answerTo, carriedBy } from './answers.js';

const refusal = (code: string, confirmable?: true) => ({
  code,
  message: `About ${code}.`,
  field: 'on',
  ...(confirmable === undefined ? {} : { confirmable }),
});

describe('What came of a refused command', () => {
  it('is a question where every reason can be confirmed', () => {
    const warnings = [refusal('advice-missing', true), refusal('no-draft-plan', true)];
    expect(answerTo(warnings)).toEqual({ kind: 'to-confirm', warnings });
  });

  it('is what has to change where one of them cannot', () => {
    const hard = refusal('in-the-future');
    expect(answerTo([hard, refusal('no-draft-plan', true)])).toEqual({ kind: 'refused', refused: [hard] });
  });

  it.each(['changed-meanwhile', 'key-used-already'])('is that the case is no longer as it was shown: %s', (code) => {
    expect(answerTo([refusal(code)])).toEqual({ kind: 'changed-meanwhile' });
  });

  it('is told at the first field where it is about none of them', () => {
    const errors = addRefusals(new FormErrors(), [{ ...refusal('unknown-case'), field: 'case' }], ['on', 'outcome']);
    expect(errors.list).toEqual([{ text: 'About unknown-case.', href: '#on' }]);
  });
});

describe('What a form carries', () => {
  const carried = (fields: readonly (readonly [string, string])[]) =>
    carriedBy(new Form(new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))));

  it('is the revision that it is based on, and the warnings that were confirmed', () => {
    const form = [
      ['expectedRevision', '12'],
      ['confirm', 'no-draft-plan'],
      ['confirm', 'advice-missing'],
    ] as const;
    expect(carried(form)).toEqual({ revision: 12, confirm: ['no-draft-plan', 'advice-missing'] });
  });

  it('is nothing where that was tampered with', () => {
    const form = [
      ['expectedRevision', '-1'],
      ['confirm', '<b>'],
    ] as const;
    expect(carried(form)).toEqual({ revision: undefined, confirm: [] });
    const many = Array.from({ length: 30 }, (_, index) => ['confirm', `code-${String(index)}`] as const);
    expect(carried(many).confirm).toHaveLength(20);
  });
});
