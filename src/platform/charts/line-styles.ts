/** The shape of a point. */
export type Shape = 'circle' | 'rect' | 'triangle' | 'diamond';

/** How a line is told from others: by its dashes and the shape of its points as much as by its colour. */
export interface LineStyle {
  /** Of at least 3:1 on white. */
  readonly colour: string;
  /** In pixels, drawn and left out in turn; nothing for a line without gaps. */
  readonly dashes?: readonly number[];
  readonly width: number;
  readonly shape: Shape;
}

/** Of the axis and of the lines behind a chart. */
export const AXIS = '#484949';
export const GRID = '#cecece';

/** The first is that of whom the chart is about. Colours are those of GOV.UK Frontend. */
const SERIES: readonly LineStyle[] = [
  { colour: '#1d70b8', width: 3, shape: 'circle' },
  { colour: '#0b0c0c', dashes: [8, 4], width: 2, shape: 'rect' },
  { colour: '#912b88', dashes: [2, 3], width: 2, shape: 'triangle' },
  { colour: '#00703c', dashes: [12, 3, 2, 3], width: 2, shape: 'diamond' },
  { colour: '#942514', dashes: [4, 4], width: 2, shape: 'circle' },
  { colour: '#484949', dashes: [16, 4], width: 2, shape: 'rect' },
];

/** Lines across the whole chart have no points. */
const REFERENCES: readonly Omit<LineStyle, 'shape'>[] = [
  { colour: '#00703c', dashes: [10, 3], width: 2 },
  { colour: '#0b0c0c', dashes: [3, 3], width: 1.5 },
  { colour: '#912b88', dashes: [1, 3], width: 2 },
  { colour: '#942514', dashes: [6, 2, 1, 2], width: 1.5 },
];

const nth = <T>(styles: readonly T[], place: number): T => {
  const style = styles[place % styles.length];
  if (style === undefined) throw new Error('There are no styles.');
  return style;
};

/** How the line of a series is drawn, by its place among them. */
export const seriesStyle = (place: number): LineStyle => nth(SERIES, place);

/** How a line across the chart is drawn, by its place among them. */
export const referenceStyle = (place: number): Omit<LineStyle, 'shape'> => nth(REFERENCES, place);

/** The dashes of a line as ECharts takes them. */
export const dashesOf = ({ dashes }: Pick<LineStyle, 'dashes'>): 'solid' | number[] =>
  dashes === undefined ? 'solid' : [...dashes];
