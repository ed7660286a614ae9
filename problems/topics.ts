import { topicsFor } from "./catalogue.ts";

/** Every topic, loaded. */
export const topics = await topicsFor(undefined);
