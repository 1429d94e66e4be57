const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands between tags and in attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

/** Attributes as they stand in a tag, in their order. */
function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

/** An element of a drawing, with what is in it as markup. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, inside = ''): string {
  return `<${name}${attributesOf(attributes)}>${inside}</${name}>`;
}

/** The declarations of a style attribute, each as the attribute that means the same. */
function asAttributes(style: string): string {
  return style
    .split(';')
    .flatMap((declaration) => {
      const [name = '', value = ''] = declaration.split(':');
      return value === '' ? [] : [` ${name.trim()}="${value.trim()}"`];
    })
    .join('');
}

/**
 * What is between the tags `<svg>` of a drawing by ECharts, as a page may hold it: our policy lets no page have styles
 * of its own, so they become attributes; what a browser would only need to follow a pointer is left out; ids count from
 * the id of the chart, not from how many charts the program has drawn.
 */
export function plainDrawing(svg: string, id: string): string {
  return svg
    .replace(/^\s*<svg\b[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+|xml:space)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => asAttributes(style))
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/<(\/?\w+)\s+>/g, '<$1>')
    .replace(/\n+/g, '\n')
    .trim();
}
