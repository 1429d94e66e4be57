/** Helps with choosing alerts: a box for all of a table, and how many are chosen. Without it each is chosen by itself. */
const form = document.querySelector('[data-tracker-acknowledge]');
const boxesIn = (root) => [...root.querySelectorAll('input[name="alert"], input[name="summary"]')];

function tell() {
  const bar = form.querySelector('.tracker-worklist__chosen-bar');
  if (bar === null) return;
  const button = bar.querySelector('button');
  const count = boxesIn(form).filter((box) => box.checked).length;
  button.dataset.label ??= button.textContent.trim();
  bar.classList.toggle('tracker-worklist__chosen-bar--held', count > 0);
  button.textContent = count === 0 ? button.dataset.label : `${button.dataset.label} (${count})`;
  for (const table of form.querySelectorAll('table')) {
    const all = table.querySelector('[data-tracker-all]');
    if (all === null) continue;
    const own = boxesIn(table);
    const chosen = own.filter((box) => box.checked).length;
    all.checked = chosen === own.length;
    all.indeterminate = chosen > 0 && chosen < own.length;
  }
}

/** A box in the head of a table that chooses all of its rows. */
function boxForAll(table) {
  const item = document.createElement('div');
  item.className = 'govuk-checkboxes govuk-checkboxes--small';
  const inner = document.createElement('div');
  inner.className = 'govuk-checkboxes__item';
  const all = document.createElement('input');
  all.type = 'checkbox';
  all.className = 'govuk-checkboxes__input';
  all.id = `choose-all-${table.id}`;
  all.dataset.trackerAll = '';
  const words = document.createElement('label');
  words.className = 'govuk-label govuk-checkboxes__label';
  words.htmlFor = all.id;
  const hidden = document.createElement('span');
  hidden.className = 'govuk-visually-hidden';
  hidden.textContent = `Choose all of ${table.caption.textContent.trim()}`;
  words.append(hidden);
  inner.append(all, words);
  item.append(inner);
  return item;
}

/** Puts the boxes for all into tables that have none yet. */
export function helpChoosing() {
  if (form === null) return;
  for (const table of form.querySelectorAll('table')) {
    const head = table.tHead.querySelector('.tracker-cases__choose');
    if (head !== null && head.querySelector('[data-tracker-all]') === null) head.replaceChildren(boxForAll(table));
  }
  tell();
}

form?.addEventListener('change', ({ target }) => {
  if (target.matches('[data-tracker-all]')) {
    for (const box of boxesIn(target.closest('table'))) box.checked = target.checked;
  }
  tell();
});
