/** A value written so that equal ones are equal texts, whatever the order of their members. */
export function written(value: unknown): string {
  const inOrder = (_key: string, member: unknown): unknown =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member;
  return JSON.stringify(value, inOrder);
}

const withoutConfirmed = (data: object): object => ({ ...data, confirmed: undefined });

/** Whether the data of two milestones say the same, whatever was confirmed on recording them. */
export const same = (one: object, other: object): boolean =>
  written(withoutConfirmed(one)) === written(withoutConfirmed(other));
