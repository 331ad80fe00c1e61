import type { prepareApp } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Opens `GET /notificaciones/eventos` and reads it event by event. */
export async function openStream(api: Api, as: number, headers: Record<string, string> = {}) {
  const token = await api.tokenOf(as);
  const response = await api.app.request("/notificaciones/eventos", {
    headers: { ...headers, Authorization: `Bearer ${token}` },
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";

  /** The next block of the stream, as its lines; undefined at the end. */
  async function block(): Promise<string[] | undefined> {
    while (!text.includes("\n\n")) {
      const { value, done } = await reader?.read() ?? { done: true, value: undefined };
      if (done) return undefined;
      text += decoder.decode(value, { stream: true });
    }
    const [first = "", ...rest] = text.split("\n\n");
    text = rest.join("\n\n");
    return first.split("\n");
  }

  return {
    status: response.status,
    headers: response.headers,
    block,
    /** The next event, past whatever only says that the stream lives; undefined at the end. */
    async event() {
      while (true) {
        const lines = await block();
        if (!lines) return undefined;
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field("data");
        if (data) return { event: field("event"), id: field("id"), data: JSON.parse(data) };
      }
    },
    close: () => reader?.cancel(),
  };
}
