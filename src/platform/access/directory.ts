/** Somebody to whom cases can be assigned. */
export interface DirectoryOfficer {
  readonly id: string;
  readonly name: string;
  /** The ids of the teams to which they belong. */
  readonly teams: readonly string[];
}

/** A team to which cases can be assigned. */
export interface DirectoryTeam {
  readonly id: string;
  readonly name: string;
}

/** The council's officers and teams, by the ids that events name them with. It is asked without waiting. */
export abstract class Directory {
  /** The name of whoever an event names, also of somebody who left; their id where they have no account. */
  abstract nameOf(officer: string): string;

  /** The name of a team; its id where it is not known. */
  abstract teamNameOf(team: string): string;

  /** Those to whom cases can be assigned now, by name. */
  abstract officers(): readonly DirectoryOfficer[];

  /** The teams, by name. */
  abstract teams(): readonly DirectoryTeam[];
}
