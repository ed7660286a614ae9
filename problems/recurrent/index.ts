import type { Topic } from "../topic.ts";
import gru from "./gru.ts";
import lstm from "./lstm.ts";
import rnn from "./rnn.ts";

/** Networks that read a sequence one time step after the other. */
export const recurrentTopics: readonly Topic[] = [rnn, lstm, gru];
