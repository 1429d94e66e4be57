import type { Locator, Page } from 'playwright-core';

/** The most presses of Tab or of an arrow that lead to something on a page. */
const MOST_PRESSES = 400;

/** How somebody works a page: what they press, type and choose, by the words that they read. */
export abstract class Hand {
  constructor(readonly page: Page) {}

  /** Presses a button. */
  button(name: string | RegExp, nth = 0): Promise<void> {
    return this.press(this.page.getByRole('button', { name, exact: typeof name === 'string' }).nth(nth));
  }

  /** Follows a link. */
  link(name: string | RegExp, nth = 0): Promise<void> {
    return this.press(this.page.getByRole('link', { name, exact: typeof name === 'string' }).nth(nth));
  }

  /** Types into the field of a label. */
  type(label: string | RegExp, text: string): Promise<void> {
    return this.write(this.page.getByLabel(label, { exact: typeof label === 'string' }).first(), text);
  }

  /** Types a whole date into the first field of a date, as one pastes it, and clears the others. */
  async date(name: string, text: string): Promise<void> {
    for (const part of ['month', 'year']) await this.write(this.page.locator(`[name="${name}-${part}"]`), '');
    await this.write(this.page.locator(`[name="${name}-day"]`), text);
  }

  /** Chooses an answer of a question, or ticks a box. */
  abstract choose(field: string, answer: string): Promise<void>;
  /** Opens what is folded up under some words. */
  abstract unfold(words: string): Promise<void>;
  /** Picks from a list by the words of its label and of what is picked. */
  abstract pick(label: string, option: string): Promise<void>;
  abstract press(target: Locator): Promise<void>;
  abstract write(target: Locator, text: string): Promise<void>;
}

/** Somebody with a mouse. */
export class MouseHand extends Hand {
  async choose(field: string, answer: string): Promise<void> {
    await this.page.locator(`[name="${field}"][value="${answer}"]`).check({ force: true });
  }

  async unfold(words: string): Promise<void> {
    await this.page.locator('summary', { hasText: words }).click();
  }

  async pick(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).selectOption({ label: option });
  }

  async press(target: Locator): Promise<void> {
    await target.click();
    await this.page.waitForLoadState();
  }

  async write(target: Locator, text: string): Promise<void> {
    await target.fill(text);
  }
}

/** Somebody who has a keyboard alone: they reach everything by Tab and the arrows, and never point. */
export class KeyboardHand extends Hand {
  async choose(field: string, answer: string): Promise<void> {
    const target = this.page.locator(`[name="${field}"][value="${answer}"]`);
    // Radios of one question are one stop of Tab; the arrows go from one to the next.
    const group = this.page.locator(`[name="${field}"]`);
    if ((await target.getAttribute('type')) === 'radio') {
      await this.#until('Tab', () => this.#has(group), `the question ${field}`);
      if (await target.isChecked()) return;
      if (await this.#has(target)) {
        await this.page.keyboard.press('Space');
        return;
      }
      await this.#until('ArrowDown', () => this.#has(target), `the answer ${answer}`);
      return;
    }
    await this.#reach(target);
    await this.page.keyboard.press('Space');
  }

  async unfold(words: string): Promise<void> {
    await this.#reach(this.page.locator('summary', { hasText: words }));
    await this.page.keyboard.press('Enter');
  }

  async pick(label: string, option: string): Promise<void> {
    await this.#reach(this.page.getByLabel(label, { exact: true }));
    await this.page.keyboard.type(option);
  }

  async press(target: Locator): Promise<void> {
    await target.waitFor();
    await this.#reach(target);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.#reach(target);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }

  async #has(target: Locator): Promise<boolean> {
    return (await target.and(this.page.locator(':focus')).count()) > 0;
  }

  #reach(target: Locator): Promise<void> {
    return this.#until('Tab', () => this.#has(target), String(target));
  }

  async #until(key: string, holds: () => Promise<boolean>, what: string): Promise<void> {
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      if (await holds()) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to ${what}.`);
  }
}
