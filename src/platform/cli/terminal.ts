import { Injectable } from '@nestjs/common';
import { styleText } from 'node:util';

/** How a piece of text stands out on a terminal. */
export type Style = Parameters<typeof styleText>[0];

/** Puts text in a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const NARROWEST = 60;
const USUAL = 80;

/** Where the command line reads and writes. */
@Injectable()
export class Terminal {
  /** The width in characters; none where the output is not a terminal, so that lines stay whole for other programs. */
  get width(): number | undefined {
    if (!process.stdout.isTTY) return undefined;
    // Some terminals do not know their width and say 0.
    return Math.max(NARROWEST, process.stdout.columns || USUAL);
  }

  /** Colours only on a terminal, and never where NO_COLOR asks for none (https://no-color.org). */
  get paint(): Paint {
    const plain = !process.stdout.isTTY || (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb';
    return plain ? (_style, text) => text : (style, text) => styleText(style, text, { validateStream: false });
  }

  /** Whether a person sits at the input. */
  get asksPerson(): boolean {
    return process.stdin.isTTY;
  }

  get input(): NodeJS.ReadStream {
    return process.stdin;
  }

  write(text: string): void {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  writeJson(value: unknown): void {
    this.write(JSON.stringify(value, null, 2));
  }
}

/**
 * Breaks text into lines at spaces.
 * @param width in characters, the indent included; no breaks where there is none
 */
export function wrap(text: string, width: number | undefined, indent = ''): string {
  if (width === undefined) return indent + text;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => indent + one).join('\n');
}
