import assert from "node:assert/strict";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { TEXT } from "./document.ts";

Deno.test("the document has no error and no warning under redocly's recommended rules", async () => {
  // It takes /grupos/centro/1 for a /grupos/{cod_ficha}/datos, because it does not see that a code is
  // a number: shape_test.ts has the same rule with types.
  const rules = { "no-ambiguous-paths": "off" } as const;
  const config = await createConfig({ extends: ["recommended"], rules });
  const found = await lintFromString({ source: TEXT, config, absoluteRef: "openapi.json" });
  const told = found.map(({ severity, ruleId, message, location }) =>
    `${severity} ${ruleId}: ${message} (${location[0]?.pointer})`
  );
  assert.deepEqual(told, []);
});

Deno.test("the document has no error and no warning under spectral:oas", async () => {
  const linter = new spectral.Spectral();
  // The types of the two packages disagree about rulesets without `extends`.
  linter.setRuleset({ extends: [rulesets.oas as RulesetDefinition] });
  const found = await linter.run(JSON.parse(TEXT));
  assert.deepEqual(
    found.map(({ code, path, message }) => `${code} ${path.join(".")} ${message}`),
    [],
  );
});
