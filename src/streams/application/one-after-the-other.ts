const last = new Map<string, Promise<unknown>>();

/**
 * Does work for an id when all that was asked before for the same id is done, within this process. Nothing else keeps two
 * streams of different kinds from being opened under one id at the same moment, since an append looks at one stream alone.
 */
export async function oneAfterTheOther<T>(id: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(id) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(work);
  last.set(id, mine);
  try {
    return await mine;
  } finally {
    if (last.get(id) === mine) last.delete(id);
  }
}
