import type { ConfigService } from '@nestjs/config';
import { existsSync } from 'node:fs';
import { masterKeySetting, settingsOf, type MasterKeySetting } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';
import type { Rewrapping } from '../vault/key-vault.js';
import { keysFileIn } from '../vault/keys-file.js';
import { masterKeySource, readKeyFile } from '../vault/master-key-source.js';
import { SqliteKeyVault } from '../vault/sqlite-key-vault.js';
import { progressBar } from '../../platform/cli/progress.js';

/** The option that names the file with the new master key. */
export const OPTION = '--new-key-file';
/** Fewer keys than this are wrapped within a second. */
const LONG = 2000;

const inWords = (count: number): string =>
  count === 1 ? '1 key was wrapped' : `${count.toLocaleString('en-GB')} keys were wrapped`;

/** What to tell whoever wrapped the keys anew. */
function told({ count, outcome }: Rewrapping, newKeyFile: string, setting: MasterKeySetting): string {
  switch (outcome) {
    case 'nothing':
      return 'The keys are wrapped under that master key already; there was nothing to do.\n';
    case 'variable':
      return (
        `${inWords(count)} under the new master key.\n` +
        `Now set EHCP_MASTER_KEY to the content of ${newKeyFile} wherever it is set, and start the tracker again.\n` +
        'Until its first start with the new key, the old one opens the keys too.\n'
      );
    case 'finished':
      return (
        `${inWords(count)} under the new master key, which is ` +
        `${'file' in setting ? `in ${setting.file} now` : 'the key in EHCP_MASTER_KEY'}. The old one opens nothing any more.\n` +
        'A tracker that runs need not be stopped.\n' +
        `Back up the new master key, apart from the data. Remove ${newKeyFile}. Destroy the copies of the old master key\n` +
        'when you no longer need the backups of keys.db that were made before today: only it opens them.\n'
      );
  }
}

/**
 * Wraps the keys that the settings name under the master key in a file.
 * @returns what to tell whoever asked for it
 * @throws Problems where a key cannot be used
 */
export async function rewrapUnder(config: ConfigService, newKeyFile: string): Promise<string> {
  const path = keysFileIn(settingsOf(config).dataDirectory);
  if (!existsSync(path)) {
    const reason = `there are no keys to wrap: ${path} does not exist`;
    throw new Problems([
      { place: 'DATA_DIRECTORY', reason, accepted: 'the directory where the tracker keeps its data' },
    ]);
  }
  const to = readKeyFile(OPTION, newKeyFile);
  if (to === undefined) {
    const accepted = `a file with the new master key; make one with: (umask 077; openssl rand -base64 32 > ${newKeyFile})`;
    throw new Problems([{ place: OPTION, reason: `${newKeyFile} does not exist`, accepted }]);
  }
  const setting = masterKeySetting(config);
  const vault = SqliteKeyVault.open(path, masterKeySource(setting));
  try {
    return told(await vault.rewrap(to, progressBar(process.stderr, 'Wrapping keys', LONG)), newKeyFile, setting);
  } finally {
    vault.close();
  }
}
