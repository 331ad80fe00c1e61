import project from "../../deno.json" with { type: "json" };

/** The release, as `.github/CHANGELOG.md` tells of it. */
export const VERSION: string = project.version;
