import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '../../platform/operator-error.js';
import { isLoopback, type Settings } from '../../platform/configuration.js';
import type { AccessSettings } from './access-settings.js';
import type { Accounts } from './accounts.js';

/** The server would let people in whom nobody knows: why, and what to configure. */
export class SignInMissing extends OperatorError {
  override readonly name = 'SignInMissing';
}

/** In a work tree the command line is a file of it; an image has it on its path. */
const IN_WORK_TREE = fileURLToPath(new URL('../../../bin/ehcp.mjs', import.meta.url));
const EHCP = existsSync(IN_WORK_TREE) ? 'bin/ehcp.mjs' : 'ehcp';

/** How to make the first account. */
export const FIRST_ADMINISTRATOR = `${EHCP} users add --name "Your Name" --email you@example.gov.uk --roles administrator --generate-password`;

/** How people sign in, and whose tracker it is. */
export class SignInMode {
  private constructor(
    /** `demo`: whoever sits at this machine becomes one of the invented people; `accounts`: with a password. */
    readonly mode: 'demo' | 'accounts',
    /** The council's name. */
    readonly council?: string,
  ) {}

  /**
   * Reads how people sign in.
   * @throws SignInMissing where a demonstration is asked for and the children are not invented
   */
  static async read({ signIn, council }: Settings, settings: AccessSettings): Promise<SignInMode> {
    const isDemo = (await settings.get('demo')) === 'yes';
    if (signIn === 'demo' && !isDemo) {
      throw new SignInMissing(
        'EHCP_SIGN_IN=demo lets anybody at this machine become anybody, and the data is not that of a demo. Leave it out, or name a demo with DATA_DIRECTORY: "ehcp demo --into <directory>" makes one.',
      );
    }
    return new SignInMode(signIn ?? (isDemo ? 'demo' : 'accounts'), council ?? (await settings.get('council')));
  }

  get isDemo(): boolean {
    return this.mode === 'demo';
  }

  /**
   * Makes sure that nobody reaches the server unknown.
   * @param host the address that it is about to listen on
   * @param hasProvider whether people can sign in at the council's identity provider, which then says who administers
   * @throws SignInMissing
   */
  async assertSafeAt(host: string, accounts: Accounts, hasProvider = false): Promise<void> {
    if (isLoopback(host)) return;
    if (this.isDemo) {
      throw new SignInMissing(
        `HOST=${host} lets other machines in, and in a demo anybody can become anybody. Leave HOST out, or make accounts and set EHCP_SIGN_IN=accounts.`,
      );
    }
    if (hasProvider || (await accounts.hasAdministrator())) return;
    throw new SignInMissing(
      `HOST=${host} lets other machines in, and there is nobody yet who may sign in. Make the first administrator: ${FIRST_ADMINISTRATOR}`,
    );
  }

  /** What to say at the start of how people sign in, in lines that end. */
  async advice(host: string, accounts: Accounts, hasProvider = false): Promise<string> {
    if (this.isDemo)
      return '  Demonstration: every child is invented, and anybody at this machine can become anybody.\n';
    const isForOthers = isLoopback(host) ? '  It answers this machine alone.\n' : '';
    if (hasProvider || (await accounts.hasAdministrator())) return isForOthers;
    return `${isForOthers}  Nobody can sign in yet. Make the first administrator:\n    ${FIRST_ADMINISTRATOR}\n`;
  }
}
