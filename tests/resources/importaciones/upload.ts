import type { prepareApp } from "../../support.ts";

export type Api = Awaited<ReturnType<typeof prepareApp>>;

type Options = { as?: number | null; path?: string; tipo?: string; name?: string };

/** A file as a form sends it. */
export function formOf(bytes: Uint8Array, { tipo, name = "reporte.xlsx" }: Options = {}): FormData {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], name));
  if (tipo) form.set("tipo", tipo);
  return form;
}

/** Uploads a file to /importaciones, or to an older path. */
export function upload(api: Api, bytes: Uint8Array, options: Options = {}) {
  const { path = "/importaciones", as } = options;
  const body = formOf(bytes, options);
  return api.request("POST", path, { body, ...as === undefined ? {} : { as } });
}

/** Uploads and confirms. @returns the import as it was left */
export async function importFile(api: Api, bytes: Uint8Array, options: Options = {}) {
  const { body } = await upload(api, bytes, options);
  const { as } = options;
  const path = `/importaciones/${body.id_importacion}/confirmar`;
  return await api.request("POST", path, as === undefined ? {} : { as });
}
