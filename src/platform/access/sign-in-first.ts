/** A page was asked for by somebody who has not signed in. */
export class SignInFirst extends Error {
  override readonly name = 'SignInFirst';

  /** @param wanted the path that they asked for, to return to */
  constructor(readonly wanted: string) {
    super('Sign in first.');
  }

  /** Where they sign in. */
  get location(): string {
    return this.wanted === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(this.wanted)}`;
  }
}
