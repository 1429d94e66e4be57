import { boxForAll, follow } from './choosing.js';

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
    follow(all, boxesIn(table));
  }
}

/** The same box, marked, so that a table that was fetched anew is known to have none. */
function marked(table) {
  const { all, item } = boxForAll(table);
  all.dataset.trackerAll = '';
  return item;
}

/** Puts the boxes for all into tables that have none yet. */
export function helpChoosing() {
  if (form === null) return;
  for (const table of form.querySelectorAll('table')) {
    const head = table.tHead.querySelector('.tracker-cases__choose');
    if (head !== null && head.querySelector('[data-tracker-all]') === null) head.replaceChildren(marked(table));
  }
  tell();
}

form?.addEventListener('change', ({ target }) => {
  if (target.matches('[data-tracker-all]')) {
    for (const box of boxesIn(target.closest('table'))) box.checked = target.checked;
  }
  tell();
});
