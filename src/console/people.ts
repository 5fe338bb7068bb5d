const WRITERS = ['admin', 'maintain', 'write'];
const TRUSTED = ['OWNER', 'MEMBER', 'COLLABORATOR'];

export interface Account {
  login: string;
  type: string;
}

/** What somebody may do in the repository, as the API says it at the time. */
export interface Permission {
  permission: string;
  role_name?: string | undefined;
}

export function isProgram({ login, type }: Account): boolean {
  return type === 'Bot' || login.endsWith('[bot]');
}

export function mayWrite({ permission, role_name = '' }: Permission): boolean {
  return WRITERS.includes(permission) || WRITERS.includes(role_name);
}

/** Whether a stranger can have written it: only to know an answer of ours from an imitation of one. */
export function isOneOfUs(user: Account | null, association: string): boolean {
  return (user !== null && isProgram(user)) || TRUSTED.includes(association);
}
