import fc from "fast-check";
import { type Operation, resolve, type Schema } from "../document.ts";
import { encode, fill, valueOf } from "../example_request.ts";

const SQL = "'; DROP TABLE usuario; --";

const TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "a\udfffb",
  SQL,
  "1 OR 1=1",
  "%",
  "_",
  "\\",
  "\u202e\u200b",
  "𝕏👩‍👩‍👧",
  "ñ".repeat(300),
  "x".repeat(70_000),
  "__proto__",
  "null",
  "NaN",
  "1e400",
  "2026-02-30",
  "24:00:00",
  "=HYPERLINK(1)",
  "<script>alert(1)</script>",
  "../../etc/passwd",
];

const NUMBERS = [-1, 0, -0, 0.5, 1e21, -1e300, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 64];

/** What no field expects: the wrong type, too much, too little, or meant to break something. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: { b: 1 } }),
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...TEXTS),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom<unknown>(null, 1, SQL, {}), { maxLength: 300, size: "max" }),
  fc.integer({ min: 10, max: 2_000 }).map(nested),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty")
    .map((name) => Object.fromEntries([[name, { admin: true }]])),
);

/** Text as a URL may carry it, with bytes that are not UTF-8 among it. */
const urlText = fc.oneof(
  fc.constantFrom(...TEXTS.filter((text) => text.length < 1_000)).map(percent),
  fc.constantFrom("%00", "%ff", "%c3%28", "%ed%a0%80", "%2e%2e%2f", "%2f", "%25", "-1", "1.5", "0"),
  fc.constantFrom(
    "01",
    "1e3",
    "0x10",
    "99999999999",
    "9007199254740993",
    "1;2",
    "1%20",
    "+1",
    "1%00",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).map(percent),
);

export type Hostile = { method: string; url: string; body?: BodyInit; type?: string };

/** Requests to this operation that are wrong somewhere: in the path, the query or the body. */
export function hostileTo(operation: Operation): fc.Arbitrary<Hostile> {
  const { method, path, parameters, requestBody } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const badPath = fc.record(Object.fromEntries(inPath.map(({ name }) => [name, urlText])))
    .map((values) => path.replaceAll(/{(\w+)}/g, (_, name) => values[name] ?? "1"));
  const goodPath = fc.constant(fill(path, parameters));
  const url = fc.tuple(inPath.length ? fc.oneof(goodPath, badPath) : goodPath, queryOf(operation))
    .map(([start, query]) => start + query);
  const contents = Object.entries(requestBody?.content ?? {});
  if (contents.length === 0) return url.map((url) => ({ method, url }));
  const body = fc.constantFrom(...contents).chain(([type, { schema }]) =>
    bodyOf(schema).map((value) => encode(type, value))
  );
  return fc.tuple(url, body).map(([url, sent]) => ({ method, url, ...sent }));
}

function queryOf({ parameters }: Operation): fc.Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const good = parameters.filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(valueOf(schema)))}`);
  const name = fc.constantFrom(
    ...names,
    ...names.map((name) => `${name}[]`),
    "__proto__",
    "x",
    "%ff",
  );
  const pair = fc.tuple(name, urlText).map(([name, value]) => `${name}=${value}`);
  // Twice the same key, as often as not.
  const pairs = fc.array(pair, { maxLength: 4 })
    .chain((some) => fc.constantFrom(some, [...some, ...some]));
  return pairs.map((some) => [...good, ...some].join("&")).map((text) => text && `?${text}`);
}

/** The example with some of its fields made wrong, or something that is no such thing at all. */
function bodyOf(given: Schema): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  const example = Object.entries(valueOf(given) ?? {});
  const names = Object.keys(schema.properties ?? {});
  const name = fc.constantFrom(...names, "__proto__", "id_usuario", "id_rol", "pass_hash");
  const changes = fc.array(fc.tuple(name, anything), { minLength: 1, maxLength: 3 });
  const changed = changes.map((some) => Object.fromEntries([...example, ...some]));
  const without = fc.subarray(names)
    .map((gone) => Object.fromEntries(example.filter(([name]) => !gone.includes(name))));
  return fc.oneof({ weight: 6, arbitrary: changed }, without, anything);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

/** encodeURIComponent() refuses lone surrogates; a client that does not sends these bytes. */
function percent(text: string): string {
  return text.replace(
    /[^\w.-]/gsu,
    (char) => char.isWellFormed() ? encodeURIComponent(char) : "%ED%A0%80",
  );
}
