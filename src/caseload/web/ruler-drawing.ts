import { daysBetween, type CalendarDate } from '../../statute/calendar.js';

/** What a ruler shows, in days. */
export interface RulerContents {
  /** Its left and its right end. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The last day of the time that is allowed; the ruler goes on beyond it where that was not enough. */
  readonly allowedTo: CalendarDate;
  /** The days that are late, both inclusive. */
  readonly late?: Span | undefined;
  readonly marks: readonly { readonly on: CalendarDate; readonly label: string }[];
  /** The days on which something happened, each once, in order. */
  readonly events: readonly CalendarDate[];
  /** The times of exceptions, within the ruler. */
  readonly spans: readonly Span[];
  /** The day that is looked at, where it is within the ruler, and what it is called. */
  readonly standing?: { readonly on: CalendarDate; readonly label: string } | undefined;
}

/** From one day to another. */
export interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A place across the drawing as an SVG attribute: a share of its width, so that texts keep their size at any width. */
type Across = string;

/** The drawing of a ruler. Down is in CSS pixels, across in per cent. */
export interface RulerDrawing {
  readonly height: number;
  readonly axis: { readonly y: number; readonly height: number; readonly width: Across };
  readonly late?: { readonly x: Across; readonly width: Across } | undefined;
  readonly weeks: readonly { readonly x: Across; readonly y: number }[];
  readonly marks: readonly (Label & { readonly lineTo: number })[];
  readonly events: readonly {
    readonly x: Across;
    readonly y: number;
    readonly textY: number;
    readonly number: number;
  }[];
  readonly spans: readonly {
    readonly x: Across;
    readonly width: Across;
    readonly y: number;
    readonly height: number;
    readonly label: SideLabel;
  }[];
  readonly standing?: (Label & { readonly lineTo: number }) | undefined;
}

interface Label {
  readonly x: Across;
  readonly y: number;
  readonly text: string;
  /** `start` at the left end and `end` at the right, so that it does not leave the drawing. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A label beside what it names, some pixels off. */
interface SideLabel extends Label {
  readonly dx: number;
}

const DAYS_IN_A_WEEK = 7;
/** So many weeks have a tick each; of a longer ruler every second, third ... week has one. */
const MOST_TICKS = 30;

// Down, in CSS pixels.
const HEAD = 26;
const EVENT_ROW = 26;
const EVENT_RADIUS = 11;
const AXIS = 14;
const TICK = 8;
const LABEL_ROW = 20;
const SPAN_ROW = 22;
const SPAN = 12;
const TEXT_BELOW_MIDDLE = 5;
const BESIDE = 6;

/** What stands side by side is so far apart at least, in per cent: a marker's width on a ruler of 260 pixels. */
const APART = 9.5;
/** Half of a letter, in per cent of such a ruler: a label that is nearer to an end than its half grows away from it. */
const HALF_A_LETTER = 1.6;

/** The rows in which things at some places do not touch, counted from 0. The places are in order. */
function inRows(places: readonly number[]): readonly number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= APART);
    const row = free < 0 ? ends.length : free;
    ends[row] = place;
    return row;
  });
}

const percent = (place: number): Across => `${place.toFixed(2)}%`;

const rowsIn = (rows: readonly number[]): number => rows.reduce((most, row) => Math.max(most, row + 1), 0);

function label(place: number, y: number, text: string): Label {
  const half = text.length * HALF_A_LETTER;
  const anchor = place < half ? 'start' : place > 100 - half ? 'end' : 'middle';
  return { x: percent(place), y, text, anchor };
}

/** Draws a ruler. */
export function drawRuler(contents: RulerContents): RulerDrawing {
  const { from, to, allowedTo, late, marks, events, spans, standing } = contents;
  const days = daysBetween(from, to);
  const at = (on: CalendarDate): number => (Math.min(Math.max(daysBetween(from, on), 0), days) / days) * 100;
  const bar = (span: Span): { readonly x: Across; readonly width: Across } => ({
    x: percent(at(span.from)),
    width: percent(Math.max(at(span.to) - at(span.from), 0.5)),
  });

  const spanLabel = (span: Span, index: number, y: number): SideLabel => {
    const isRight = at(span.to) < 100 - APART;
    return {
      x: percent(at(isRight ? span.to : span.from)),
      dx: isRight ? BESIDE : -BESIDE,
      y,
      text: `E${String(index + 1)}`,
      anchor: isRight ? 'start' : 'end',
    };
  };

  const eventRows = inRows(events.map(at));
  const axisY = HEAD + rowsIn(eventRows) * EVENT_ROW;
  const labelsY = axisY + AXIS + TICK;
  const byDay = marks.toSorted((one, other) => daysBetween(other.on, one.on));
  const markRows = inRows(byDay.map(({ on }) => at(on)));
  const spansY = labelsY + rowsIn(markRows) * LABEL_ROW + SPAN / 2;
  const height = spansY + spans.length * SPAN_ROW;

  const weeks = Math.floor(days / DAYS_IN_A_WEEK);
  const step = Math.ceil(weeks / MOST_TICKS);
  return {
    height,
    axis: { y: axisY, height: AXIS, width: percent(at(allowedTo)) },
    late: late === undefined ? undefined : bar(late),
    weeks: Array.from({ length: Math.floor(weeks / step) + 1 }, (_, index) => ({
      x: percent(((index * step * DAYS_IN_A_WEEK) / days) * 100),
      y: axisY + AXIS + TICK / 2,
    })),
    marks: byDay.map(({ on, label: text }, index) => {
      const down = labelsY + (markRows[index] ?? 0) * LABEL_ROW;
      return { ...label(at(on), down + LABEL_ROW - TEXT_BELOW_MIDDLE, text), lineTo: down + 2 };
    }),
    events: events.map((on, index) => {
      const y = axisY - (eventRows[index] ?? 0) * EVENT_ROW - EVENT_ROW + EVENT_RADIUS;
      return { x: percent(at(on)), y, textY: y + TEXT_BELOW_MIDDLE, number: index + 1 };
    }),
    spans: spans.map((span, index) => {
      const y = spansY + index * SPAN_ROW;
      return { ...bar(span), y, height: SPAN, label: spanLabel(span, index, y + SPAN - 1) };
    }),
    standing:
      standing === undefined
        ? undefined
        : { ...label(at(standing.on), HEAD - SPAN, standing.label), lineTo: axisY + AXIS },
  };
}
