import type { Changes, SealedText } from '../domain/event.js';
import type { History } from '../domain/history.js';
import { textAttributesOf, type Recording } from './attributes.js';

/** The free texts of the events that every case knows beside its milestones. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  MilestoneCorrected: ['reason'],
  MilestoneRetracted: ['reason'],
  ExceptionWithdrawn: ['reason'],
  CaseAssigned: ['note'],
  NoteAdded: ['text'],
};

/** Decrypts one text; nothing where the person was erased. */
export type Open = (attribute: string, text: SealedText) => Promise<string | undefined>;

/** A history with its free texts in plain words; `undefined` stands for those of a person who was erased. */
export async function openTexts(history: History, recording: Recording, open: Open): Promise<History> {
  const opened = new Map<string, Promise<string | undefined>>();
  const once: Open = (name, text) => {
    const key = `${name} ${text}`;
    const known = opened.get(key) ?? open(name, text);
    opened.set(key, known);
    return known;
  };
  const read = async (attributes: Changes, names: readonly string[]): Promise<Changes> => {
    const texts = names.flatMap((name): [string, SealedText][] => {
      const text = attributes[name];
      return typeof text === 'string' ? [[name, text as SealedText]] : [];
    });
    const plain = await Promise.all(
      texts.map(async ([name, text]): Promise<[string, unknown]> => [name, await once(name, text)]),
    );
    return { ...attributes, ...Object.fromEntries(plain) };
  };
  const events = history.events.map(async (event) => {
    const names = textAttributesOf(recording, event.milestone ?? '');
    const own = TEXTS[event.type] ?? names;
    const { from, to } = event;
    const attributes = await read(event.attributes, own);
    if (from === undefined || to === undefined) return { ...event, attributes };
    return { ...event, attributes, from: await read(from, names), to: await read(to, names) };
  });
  const milestones = history.milestones.map(async (milestone) => {
    const names = textAttributesOf(recording, milestone.type);
    const before = milestone.before.map(async (one) => ({ ...one, attributes: await read(one.attributes, names) }));
    return {
      ...milestone,
      attributes: await read(milestone.attributes, names),
      before: await Promise.all(before),
    };
  });
  return { ...history, events: await Promise.all(events), milestones: await Promise.all(milestones) };
}
