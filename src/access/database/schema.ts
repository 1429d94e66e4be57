/**
 * The tables of who may use the tracker. Instants are ISO 8601 in UTC, yes and no are 1 and 0, lists of codes are text with
 * spaces between: all of that means the same in SQLite and in PostgreSQL. Nothing here tells of a child but ids.
 */
export interface AccessTables {
  account: AccountRow;
  password: PasswordRow;
  failed_sign_in: FailedSignInRow;
  team: TeamRow;
  membership: MembershipRow;
  session: SessionRow;
  api_token: ApiTokenRow;
  page_view: PageViewRow;
  restriction: RestrictionRow;
  restriction_change: RestrictionChangeRow;
  provider_identity: ProviderIdentityRow;
  setting: SettingRow;
  visit: VisitRow;
  mail: MailRow;
  digest: DigestRow;
  digest_off: DigestOffRow;
  migration: MigrationRow;
}

/** One row a person who signs in. It stays when they leave: events name its id. */
export interface AccountRow {
  /** What events name as the actor and cases are assigned to, such as `officer-001`. */
  id: string;
  name: string;
  /** In lower case; empty for those who never sign in with one. */
  email: string | null;
  /** The codes of their roles, separated by spaces. */
  roles: string;
  /** 0 for somebody who left: nobody signs in with it. */
  active: number;
  created_at: string;
  changed_at: string;
}

/** One row an account that has a password. */
export interface PasswordRow {
  account: string;
  /** Argon2id, with its parameters and salt, as a PHC string. */
  hash: string;
  changed_at: string;
  /** Until when a password that somebody else made can be used, once, to choose one of one's own; empty for one's own. */
  one_time_until: string | null;
}

/** One row somebody or some place from which sign-ins failed since the last that succeeded. */
export interface FailedSignInRow {
  /** A digest of the address that was typed, or of where the request came from: never the address itself. */
  subject: string;
  count: number;
  last_at: string;
}

/** One row a team. */
export interface TeamRow {
  /** What cases are assigned to, such as `plans-north`. */
  id: string;
  name: string;
  created_at: string;
  changed_at: string;
}

/** Who belongs to which team. */
export interface MembershipRow {
  team: string;
  account: string;
}

/** One row a browser, signed in or about to. */
export interface SessionRow {
  /** A digest of the id that the browser keeps: who reads this table cannot take a session over. */
  id: string;
  /** Empty before they signed in. */
  account: string | null;
  created_at: string;
  last_seen_at: string;
  /** The session ends when it was not used until then. */
  idle_until: string;
  /** The session ends then, however much it is used. */
  ends_at: string;
  /** What kind of program it is, in words such as "Firefox on Windows". */
  agent: string;
  /** What is kept with the session, as JSON. */
  data: string;
}

/** One row a token with which a program asks the API. */
export interface ApiTokenRow {
  id: string;
  name: string;
  /** A digest of the token; nobody can read it again. */
  hash: string;
  /** What it may do: codes of permissions, separated by spaces. */
  scopes: string;
  /** Who made it: the id of an account, or what the program itself is called. */
  made_by: string;
  /** The id of the form that made it, so that a form that is sent twice makes one. */
  made_with: string | null;
  created_at: string;
  /** The last day in Europe/London on which it works. */
  last_day: string;
  last_used_at: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
}

/** One row a look at a case or a child. */
export interface PageViewRow {
  id: string;
  /** Who looked: the id of an account or a token. */
  viewer: string;
  /** The route, such as `GET /cases/:id`. */
  route: string;
  /** `case`, `person` or `alert`. */
  kind: string;
  /** The id of the case, the child or the alert. */
  subject: string;
  /** The child; empty where it was not known whose case it is. */
  person: string | null;
  /** The HTTP status of the answer: 404 where it was kept from them. */
  status: number;
  viewed_at: string;
}

/** One row an officer who may see a child whose cases not everybody may see. */
export interface RestrictionRow {
  person: string;
  officer: string;
  /** Who said so, when, and why: a code. */
  restricted_by: string;
  restricted_at: string;
  reason: string;
}

/** One row a change of who may see a child: it stays when the restriction is lifted. */
export interface RestrictionChangeRow {
  id: string;
  person: string;
  /** The ids of those who may see the child from then on, separated by spaces; empty where everybody may again. */
  officers: string;
  reason: string;
  made_by: string;
  made_at: string;
}

/** One row somebody whom an identity provider knows. */
export interface ProviderIdentityRow {
  /** The provider, by the address that it is known by. */
  issuer: string;
  /** Who they are to the provider; it never changes and is given to nobody else. */
  subject: string;
  account: string;
  created_at: string;
}

/** What belongs to the data and not to the machine, such as the council's name. */
export interface SettingRow {
  name: string;
  value: string;
}

/** One row somebody and a page that tells them what changed since they last looked. */
export interface VisitRow {
  account: string;
  /** The page, by a code such as `alerts`. */
  page: string;
  /** Up to when they have seen what it tells; empty until their second visit. */
  seen_until: string | null;
  /** When they last looked at it. */
  last_at: string;
}

/** One row a mail: the outbox that every process of the tracker shares. What it tells of is kept as ids alone. */
export interface MailRow {
  id: string;
  /** What writes its words, such as `digest`. */
  kind: string;
  /** The id of the account that it goes to. */
  account: string;
  /** What it tells of, as JSON: ids and days; empty once it is no longer to be sent. */
  content: string;
  /** `waiting`, `sent`, `given-up` or `withdrawn`. */
  state: string;
  /** How often sending it was begun. */
  attempts: number;
  /** 1 where it may have arrived before without our learning of it: it can then arrive twice, under one Message-ID. */
  is_unsure: number;
  /** Why the last attempt failed: a code, and the number that the mail server answered with where it did. */
  failure: string | null;
  made_at: string;
  /** When it is tried next. */
  due_at: string;
  /** When it is given up. */
  expires_at: string;
  /** Who is sending it, and until when nobody else may. */
  lease: string | null;
  leased_until: string | null;
  /** The address that it was sent to. */
  address: string | null;
  ended_at: string | null;
}

/** One row a day's digest for an account. */
export interface DigestRow {
  account: string;
  /** The day in Europe/London. */
  day: string;
  made_at: string;
  /**
   * Which events are in it: those after the one position and up to the other. The first is empty where nobody was told
   * anything before, the last where nothing was on record.
   */
  covers_from: string;
  covers_until: string;
  /** The mail; empty where there was nothing to tell. */
  mail: string | null;
}

/** One row an account that wants no digest. */
export interface DigestOffRow {
  account: string;
  since: string;
}

/** One row a migration that was carried out. */
export interface MigrationRow {
  number: number;
  made_at: string;
}
