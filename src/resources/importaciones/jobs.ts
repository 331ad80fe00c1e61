import type { DatabaseSettings } from "@/db/setup/open.ts";
import type { Actor } from "@/http/actor.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import type { Handed } from "./files/handed.ts";
import type { Leido } from "./preview.ts";
import type { Tipo } from "./reports/tipos.ts";

/** What takes long in importing: each reads or writes thousands of rows. */
export type Job =
  | { act: "read"; id: number; archivo: string; file: Handed; tipo: Tipo | undefined }
  | { act: "confirm"; id: number; actor: Actor; anterior: boolean }
  | { act: "revert"; id: number; actor: Actor };

/** A job with all that a worker needs for it. */
export type Task = {
  job: Job;
  settings: DatabaseSettings;
  user: UsuarioSesion;
  /** The clock of the request, in ms. */
  now: number;
  /** Where the worker says how far it is, in percent. */
  cell: Int32Array;
};

/** What reading finds, or whether there is such an import. */
export type Result = Leido | boolean;
