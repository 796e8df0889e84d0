import { CREDENTIAL_FAULTS } from "./credential-faults.js";
import type { Mutation } from "./mutation.js";
import { PAGE_FAULTS } from "./page-faults.js";
import { SERIALISER_FAULTS } from "./serialiser-faults.js";
import { WITHOUT_A_SERIALISER } from "./without-a-serialiser.js";

/** Every fault that a test must catch. */
export const MUTATIONS: readonly Mutation[] = [
  ...WITHOUT_A_SERIALISER,
  ...SERIALISER_FAULTS,
  ...CREDENTIAL_FAULTS,
  ...PAGE_FAULTS,
];
