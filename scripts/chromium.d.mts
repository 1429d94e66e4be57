/** Where Chromium is; nothing where it is not installed. */
export function findChromium(): string | undefined;
