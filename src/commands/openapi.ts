import { say } from "@/console.ts";
import { documentText } from "@/start.ts";

// `deno task openapi`: prints the document of the API.
say(await documentText());
