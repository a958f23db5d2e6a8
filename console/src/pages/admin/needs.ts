// Needs: which right opens which part of the administration; the three of 等保 are separate, and so are their tabs.
import type { Need } from "../../app/rights";

export const ACCOUNTS: Need = ["hub:officers"];
export const RIGHTS: Need = ["hub:grants"];
export const ACCOUNTS_SEEN: Need = ["hub:officers", "hub:grants", "hub:audit"];

export const SHARING: Need = ["*/sharing:write", "civil/sharing:decide"];
export const SOURCES: Need = ["civil/supervise:read", "hub:clients"];

/** Any of which opens the page. */
export const ADMIN: Need = [...ACCOUNTS_SEEN, ...SHARING, ...SOURCES];
