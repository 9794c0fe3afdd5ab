import type { ConnectionService } from '../connection-service.js';
import type { SandboxIdentity } from '../identity.js';
import type { State } from '../state.js';
import type { Describe } from './describe.js';

/** The parts of the sandbox that the API reads and changes. */
export interface ApiParts {
  readonly state: State;
  readonly identity: SandboxIdentity;
  readonly connectionService: ConnectionService;
  readonly describe: Describe;
}
