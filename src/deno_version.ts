import { complain } from "./console.ts";

// Imported before everything else: what comes after it needs a Deno that knows Temporal.

/** The first one that runs this program. */
const OLDEST = [2, 7] as const;

/** Why this Deno cannot run the program; undefined where it can. */
export function refusedVersion(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Este programa necesita Deno ${
    OLDEST.join(".")
  } o posterior y aquí hay Deno ${version}: ` +
    "actualícelo con deno upgrade, o arranque con npx --yes deno@2.9.6 task start";
}

const refused = refusedVersion(Deno.version.deno);
if (refused) {
  complain(refused);
  Deno.exit(1);
}
