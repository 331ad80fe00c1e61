import * as z from "zod";

// zod's own messages reach the users of the API and whoever configures it.
z.config(z.locales.es());
