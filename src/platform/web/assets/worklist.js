import { boxForAll, follow } from './choosing.js';

/**
 * Helps with choosing cases: a box for all of a list, and how many are chosen. Without it each is chosen by itself.
 */
for (const form of document.querySelectorAll('[data-tracker-choose]')) {
  const bar = form.querySelector('.tracker-worklist__chosen-bar');
  const buttons = [...bar.querySelectorAll('button')].map((button) => ({ button, label: button.textContent.trim() }));
  const boxes = [...form.querySelectorAll('input[name="case"]')];
  const told = document.createElement('p');
  told.className = 'govuk-body tracker-worklist__told';
  told.setAttribute('role', 'status');
  bar.prepend(told);

  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    bar.classList.toggle('tracker-worklist__chosen-bar--held', count > 0);
    told.textContent = count === 0 ? '' : `${count} ${count === 1 ? 'case is' : 'cases are'} chosen.`;
    for (const { button, label } of buttons) button.textContent = count === 0 ? label : `${label} (${count})`;
  };

  for (const table of form.querySelectorAll('table')) {
    const own = [...table.querySelectorAll('input[name="case"]')];
    const { all, item } = boxForAll(table);
    table.tHead.querySelector('.tracker-cases__choose').replaceChildren(item);
    all.addEventListener('change', () => {
      for (const box of own) box.checked = all.checked;
      tell();
    });
    for (const box of own) {
      box.addEventListener('change', () => {
        follow(all, own);
        tell();
      });
    }
    // A browser that goes back shows what was chosen.
    follow(all, own);
  }
  tell();
}
