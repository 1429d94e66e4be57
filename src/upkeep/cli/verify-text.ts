import { wrap, type Paint } from '../../platform/cli/terminal.js';
import { AREAS } from '../application/findings.js';
import type { Verification } from '../application/verification.js';
import { counted } from './words.js';

/** How the answer is shown. */
export interface VerifyTextOptions {
  readonly paint: Paint;
  readonly width?: number | undefined;
  readonly seconds: number;
}

/** What was verified and found, as text. */
export function verifyText(result: Verification, { paint, width, seconds }: VerifyTextOptions): string {
  const { events, streams, people, texts, rows, findings, counts, refused, ok } = result;
  const rowCount = Object.values(rows).reduce((sum, one) => sum + one, 0);
  const found = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const lines = [
    `Looked at ${counted(events, 'event')} in ${counted(streams, 'stream')}, ${counted(people, 'person', 'people')} and ` +
      `${counted(texts, 'sealed text')}, and ${counted(rowCount, 'row')} of the read models, in ${String(seconds)} seconds.`,
  ];
  for (const area of AREAS) {
    const some = findings.filter((finding) => finding.area === area);
    if (some.length === 0) continue;
    lines.push('', paint('bold', `Wrong: ${area}`));
    for (const code of new Set(some.map((finding) => finding.code))) {
      const shown = some.filter((finding) => finding.code === code);
      for (const { where, what } of shown) lines.push(wrap(`${where}: ${what}`, width, '  '));
      const more = (counts[code] ?? 0) - shown.length;
      if (more > 0) lines.push(`  ... and ${counted(more, 'more of this kind', 'more of this kind')}`);
    }
  }
  if (refused.length > 0) {
    lines.push('', 'Refused to policies, for an officer to settle:');
    for (const { policy, stream, target, codes } of refused) {
      lines.push(wrap(`${policy}: ${stream} on ${target}: ${codes.join(', ')}`, width, '  '));
    }
  }
  lines.push('');
  if (ok) lines.push(paint('green', 'Everything is as it should be.'));
  else {
    lines.push(
      paint(['red', 'bold'], `${counted(found, 'thing is not as it should be', 'things are not as they should be')}.`),
    );
    if (findings.some(({ area }) => area === 'read models')) {
      lines.push('Read models follow from the events: "ehcp rebuild" makes them anew.');
    }
  }
  return lines.join('\n');
}
