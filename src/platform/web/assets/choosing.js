/** Makes a box for the head of a table that chooses all of its rows. @returns the box, and what it stands in */
export function boxForAll(table) {
  const item = document.createElement('div');
  item.className = 'govuk-checkboxes govuk-checkboxes--small';
  const inner = document.createElement('div');
  inner.className = 'govuk-checkboxes__item';
  const all = document.createElement('input');
  all.type = 'checkbox';
  all.className = 'govuk-checkboxes__input';
  all.id = `choose-all-${table.id}`;
  const words = document.createElement('label');
  words.className = 'govuk-label govuk-checkboxes__label';
  words.htmlFor = all.id;
  const hidden = document.createElement('span');
  hidden.className = 'govuk-visually-hidden';
  hidden.textContent = `Choose all of ${table.caption.textContent.trim()}`;
  words.append(hidden);
  inner.append(all, words);
  item.append(inner);
  return { all, item };
}

/** Has the box for all show how many of the boxes of the rows are ticked: all, some or none. */
export function follow(all, own) {
  const count = own.filter((box) => box.checked).length;
  all.checked = count === own.length;
  all.indeterminate = count > 0 && count < own.length;
}
