import { refuse } from "@/http/router.ts";
import type { FieldError } from "./rules/validity.ts";

/** @throws ApiError 422 that names each field, unless there is nothing wrong */
export function refuseFields(errors: readonly FieldError[]): void {
  refuse(errors.map(({ campo, mensaje }) => ({ path: campo.split("."), message: mensaje })));
}
