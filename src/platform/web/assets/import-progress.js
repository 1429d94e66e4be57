/**
 * Keeps the bar of a file that is being checked or recorded up to date, and loads the page again when that is done. Without
 * it the page loads itself again every few seconds.
 */
const EVERY = 1_000;
const bar = document.querySelector('[data-progress]');

async function look() {
  const answer = await fetch(bar.dataset.progress, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return location.reload();
  const { isBusy, text, percent } = await answer.json();
  if (!isBusy) return location.reload();
  if (percent === null) bar.removeAttribute('value');
  else bar.value = percent;
  document.querySelector('#progress-text').textContent = text;
  setTimeout(look, EVERY);
}

if (bar !== null) setTimeout(look, EVERY);
