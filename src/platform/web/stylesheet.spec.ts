import { describe, expect, it } from '@jest/globals';
import { stylesheet } from './stylesheet.js';

describe('the style sheet', () => {
  const sheet = stylesheet();

  it('has the components of GOV.UK Frontend, of MOJ Frontend and ours', () => {
    for (const name of ['.govuk-button', '.moj-alert', '.tracker-header']) expect(sheet.includes(name)).toBe(true);
  });

  it('has neither the font nor the crest of gov.uk', () => {
    expect(sheet.match(/.{0,20}(?:GDS Transport|@font-face|govuk-crest\.svg).{0,20}/g)).toBeNull();
  });

  it('loads nothing', () => {
    expect(sheet.match(/.{0,20}(?:url\((?!["']?data:)|@import|sourceMappingURL).{0,20}/g)).toBeNull();
  });
});
