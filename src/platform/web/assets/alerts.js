/**
 * Keeps the list of alerts up to date: when something changed it asks for the page again and puts in what is new, and
 * leaves what is ticked, focused or unfolded as it is. Without it somebody loads the page again.
 */
import { helpChoosing } from './alerts-choosing.js';

/** Milliseconds that a connection may be gone before anybody is told of it. */
const SHORT_BREAK = 2_000;
/** Milliseconds after which a connection that was refused is tried again. */
const TRY_AGAIN = 10_000;

const line = document.querySelector('[data-tracker-live]');
const announcements = document.querySelector('[data-tracker-announce]');
const parts = () => [...document.querySelectorAll('[data-tracker-part]')];
const alertIds = (root) =>
  [...root.querySelectorAll('[data-tracker-part="alerts"] [name="alert"]')].map((box) => box.value);

/** What the server sent of each part, before anything was ticked or added here. */
const sent = new Map(parts().map((part) => [part.dataset.trackerPart, part.innerHTML]));

let source;
let isWanted = false;
let isAsking = false;
let isPressed = false;
let hasEnded = false;
let breaking;
let retrying;

function say(text, isLost = false) {
  line.textContent = text;
  line.classList.toggle('tracker-alerts__connection--lost', isLost);
}

function end(text) {
  hasEnded = true;
  close();
  say(text, true);
  announcements.textContent = text;
}

/** Where an element is found again after its part was put in anew. */
function placeOf(element) {
  if (element === null || element === document.body) return undefined;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const row = element.closest('tr[id]');
  const href = element.getAttribute('href');
  if (href === null) return undefined;
  return `${row === null ? '' : `#${CSS.escape(row.id)} `}a[href="${CSS.escape(href)}"]`;
}

/** Puts in what is new of a part; what is ticked, focused and unfolded stays so. */
function put(part, fresh) {
  const { trackerPart } = part.dataset;
  const html = fresh.innerHTML;
  if (sent.get(trackerPart) === html) return;
  sent.set(trackerPart, html);
  const ticked = [...part.querySelectorAll('input:checked')].map(({ id }) => id);
  const unfolded = [...part.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = part.contains(document.activeElement) ? placeOf(document.activeElement) : undefined;
  const hadFocus = part.contains(document.activeElement);
  part.replaceChildren(...fresh.childNodes);
  for (const id of ticked) {
    const box = part.querySelector(`#${CSS.escape(id)}`);
    if (box !== null) box.checked = true;
  }
  for (const id of unfolded) part.querySelector(`details#${CSS.escape(id)}`)?.setAttribute('open', '');
  helpChoosing();
  if (!hadFocus) return;
  const again = focused === undefined ? null : part.querySelector(focused);
  if (again !== null) return again.focus({ preventScroll: true });
  // What had the focus is gone: the list that it was in takes it.
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

function tell(before, after) {
  const added = after.filter((id) => !before.includes(id)).length;
  const gone = before.filter((id) => !after.includes(id)).length;
  const said = (count, what) => `${count} ${count === 1 ? 'alert was' : 'alerts were'} ${what}`;
  const news = [...(added > 0 ? [said(added, 'added')] : []), ...(gone > 0 ? [said(gone, 'taken out')] : [])];
  announcements.textContent = news.length === 0 ? 'The list of alerts changed.' : `${news.join(', ')}.`;
}

/** Asks for the page again, once for however many changes come meanwhile. */
async function refresh() {
  isWanted = true;
  if (isAsking || isPressed || hasEnded) return;
  isAsking = true;
  try {
    while (isWanted && !isPressed) {
      isWanted = false;
      const answer = await fetch(location.href, { headers: { 'X-Tracker-Background': 'yes' } });
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        return end('You are signed out, or may not see alerts any more. Load the page again to sign in.');
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const before = alertIds(document);
      for (const part of parts()) {
        const other = fresh.querySelector(`[data-tracker-part="${part.dataset.trackerPart}"]`);
        if (other !== null) put(part, other);
      }
      tell(before, alertIds(document));
    }
  } catch {
    isWanted = true;
    say('What changed could not be loaded. It is tried again.', true);
    retrying = setTimeout(refresh, TRY_AGAIN);
  } finally {
    isAsking = false;
  }
}

function close() {
  clearTimeout(breaking);
  clearTimeout(retrying);
  source?.close();
  source = undefined;
}

function open(hasMissed) {
  if (hasEnded || source !== undefined || document.visibilityState === 'hidden') return;
  source = new EventSource(line.dataset.trackerLive);
  let wasLost = hasMissed;
  source.addEventListener('open', () => {
    clearTimeout(breaking);
    breaking = undefined;
    say('This page shows by itself what changes.');
    if (wasLost) refresh();
    wasLost = false;
  });
  source.addEventListener('changed', refresh);
  source.addEventListener('ended', ({ data }) => {
    end(
      data === 'too-many'
        ? 'Too many windows show alerts. This one no longer shows by itself what changes: load the page again.'
        : 'You are signed out, or may not see alerts any more. Load the page again to sign in.',
    );
  });
  source.addEventListener('error', () => {
    wasLost = true;
    breaking ??= setTimeout(() => {
      const text = 'The connection is lost. What changes is shown again when it is back.';
      say(text, true);
      announcements.textContent = text;
    }, SHORT_BREAK);
    if (source?.readyState !== EventSource.CLOSED) return;
    source = undefined;
    retrying = setTimeout(() => open(true), TRY_AGAIN);
  });
}

helpChoosing();
if (line !== null && 'EventSource' in window) {
  // Nothing moves under a finger that is about to choose.
  document.addEventListener('pointerdown', () => (isPressed = true));
  for (const name of ['pointerup', 'pointercancel']) {
    document.addEventListener(name, () => {
      isPressed = false;
      if (isWanted) setTimeout(refresh);
    });
  }
  // A browser keeps few connections to one server: windows that nobody looks at do without.
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? close() : open(true)));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', ({ persisted }) => open(persisted));
}
