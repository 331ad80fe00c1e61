/** Every header of a request that a client writes and something here reads: CORS allows these. */
export const READ_HEADERS = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "Last-Event-ID",
  "Prefer",
  "X-Request-Id",
] as const;

/** Read too, but written by browsers and proxies: a page cannot set them and need not ask. */
export const CARRIED_HEADERS = [
  "Accept-Encoding",
  "Content-Encoding",
  "Content-Length",
  "Host",
  "Origin",
  "X-Forwarded-For",
] as const;

/** Every header of an answer that a client may need; a page reads only what is exposed to it. */
export const SENT_HEADERS = [
  "Accept",
  "Accept-Encoding",
  "Allow",
  "Content-Disposition",
  "ETag",
  "Location",
  "Preference-Applied",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
] as const;
