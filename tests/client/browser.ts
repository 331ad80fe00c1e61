import assert from "node:assert/strict";
import { emailOf, PASSWORD, type prepareApp } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const ORIGIN = "http://localhost:3000";

/** What the existing web client throws: the text that its screens show, and the status. */
export class ClientError extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

/**
 * The existing web client in its browser, signed in: JSON as content type on every call, with or
 * without a body; a preflight before each; the session of `user_data` and no cookies.
 */
export async function openClient(api: Api, id: number, password = PASSWORD) {
  const form = new URLSearchParams({ username: emailOf(id), password });
  const answer = await send(api, "POST", "/access/token", {
    "Content-Type": "application/x-www-form-urlencoded",
  }, form.toString());
  const { access_token, user } = answer;

  return {
    /** `user_data` of the local storage. */
    user,
    // deno-lint-ignore no-explicit-any -- each screen knows what it reads
    call(method: string, path: string, body?: unknown): Promise<any> {
      const headers = {
        Authorization: `Bearer ${access_token}`,
        "Content-Type": "application/json",
      };
      return send(api, method, path, headers, body ? JSON.stringify(body) : undefined);
    },
    /** A file in the field `file` of a form, whose type the browser writes. */
    // deno-lint-ignore no-explicit-any -- each screen knows what it reads
    upload(path: string, file: File): Promise<any> {
      const form = new FormData();
      form.set("file", file);
      return send(api, "POST", path, { Authorization: `Bearer ${access_token}` }, form);
    },
  };
}

/** A page that needs no session: the same client before anybody signs in. */
// deno-lint-ignore no-explicit-any -- each screen knows what it reads
export function callSignedOut(api: Api, path: string, body: unknown): Promise<any> {
  return send(api, "POST", path, { "Content-Type": "application/json" }, JSON.stringify(body));
}

async function send(
  api: Api,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string | FormData,
) {
  await preflight(api, method, path, Object.keys(headers).join(",").toLowerCase());
  const response = await api.app.request(path, {
    method,
    headers: { ...headers, Origin: ORIGIN },
    ...body === undefined ? {} : { body },
  });
  // Without this the browser shows a network failure whatever the answer says.
  assert.equal(response.headers.get("Access-Control-Allow-Origin"), ORIGIN, path);
  assert.equal(response.redirected, false);
  if (response.status === 204) return null;
  const isJson = /application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
  const data = isJson ? await response.json() : await response.text();
  if (response.ok) return data;
  throw new ClientError(data.detail || data.message || data.error || data, response.status);
}

async function preflight(api: Api, method: string, path: string, headers: string) {
  const { status, headers: allowed } = await api.app.request(path, {
    method: "OPTIONS",
    headers: {
      Origin: ORIGIN,
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": headers,
    },
  });
  assert([200, 204].includes(status), `${path}: preflight ${status}`);
  assert.equal(allowed.get("Access-Control-Allow-Origin"), ORIGIN);
  const list = (name: string) => (allowed.get(name) ?? "").toLowerCase().split(",");
  assert(list("Access-Control-Allow-Methods").includes(method.toLowerCase()), method);
  for (const header of headers.split(",")) {
    assert(list("Access-Control-Allow-Headers").includes(header), header);
  }
}
