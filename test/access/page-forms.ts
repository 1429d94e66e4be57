/** A form of a page: where it is sent, and its fields with what they hold. */
export interface PageForm {
  readonly method: 'get' | 'post';
  readonly action: string;
  /** The names of fields into which somebody types. */
  readonly typed: readonly string[];
  /** What the others hold: hidden ones, those that are chosen, and the first choice where nothing is. */
  readonly held: Readonly<Record<string, string>>;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

const NOT_TYPED = new Set(['hidden', 'radio', 'checkbox', 'submit', 'file']);

function formIn(whole: string, path: string): PageForm {
  const [head = ''] = /^<form\b[^>]*>/.exec(whole) ?? [];
  const typed: string[] = [];
  const held: Record<string, string> = {};
  for (const [tag] of whole.matchAll(/<(?:input|textarea|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name === undefined) continue;
    const type = tag.startsWith('<textarea') ? 'text' : (attribute(tag, 'type') ?? 'text');
    if (!NOT_TYPED.has(type) && !tag.startsWith('<button')) typed.push(name);
    else if (type !== 'file' && (held[name] === undefined || /\schecked\b/.test(tag))) {
      held[name] = attribute(tag, 'value') ?? 'on';
    }
  }
  for (const [, head2 = '', inner = ''] of whole.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(` ${head2}`, 'name');
    const options = [...inner.matchAll(/<option\b[^>]*>/g)].map(([tag]) => attribute(tag, 'value') ?? '');
    if (name !== undefined) held[name] = options.find((value) => value !== '') ?? '';
  }
  return {
    method: attribute(head, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
    action: attribute(head, 'action') ?? path,
    typed,
    held,
  };
}

/** The forms of a page. */
export function formsOf(html: string, path: string): readonly PageForm[] {
  return [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([whole]) => formIn(whole, path));
}
