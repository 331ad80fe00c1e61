import { type Span, trace } from "@opentelemetry/api";

/** What the runtime writes of the address; secrets stand in it (`.ics`, `?token=`). */
const OF_ADDRESS = ["url.full", "url.path", "url.query"];

/**
 * Keeps addresses out of the traces that Deno makes of every request with OTEL_DENO=true. It adds them
 * before the application sees the request, an attribute cannot be taken back, and no setting leaves
 * them out: so spans stop taking them.
 */
export function hideAddresses(): void {
  const span = trace.getTracer("gestion-formacion").startSpan("start");
  if (!span.isRecording()) return;
  const prototype: Span = Object.getPrototypeOf(span);
  const { setAttribute } = prototype;
  prototype.setAttribute = function (this: Span, name, value) {
    return OF_ADDRESS.includes(name) ? this : setAttribute.call(this, name, value);
  };
}

/** Names the span of the request that is being answered by its declared route. */
export function nameSpan(method: string, route: string | undefined): void {
  const span = trace.getActiveSpan();
  if (!span) return;
  span.updateName(route ? `${method} ${route}` : method);
  if (route) span.setAttribute("http.route", route);
}
