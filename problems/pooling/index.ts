import { Chain } from "../maps/chain.ts";
import { outcomeOf } from "../maps/outcome.ts";
import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given, networkOf } from "./given.ts";
import { mistakes } from "./mistakes.ts";

export default defineTopic<Given>({
  id: "pooling",
  title: "Pooling by hand",
  about: "Max, average and global pooling, window by window, and where the gradient goes.",
  given,
  conventions: ["pool.stride", "pool.padding", "conv.round", "loss.half", "loss.outputs"],
  answers: [
    { id: "P", about: "result of pooling (also Y); of global pooling G" },
    { id: "height", about: "side of the output; likewise width" },
    { id: "L", about: "loss, where there is one" },
    { id: "dP", about: "gradient with respect to the result, unless it is given" },
    { id: "dx", about: "gradient with respect to the input" },
  ],
  mistakes,
  solve(problem, setting) {
    const chain = new Chain(networkOf(problem), setting);
    chain.run();
    return outcomeOf(chain);
  },
  examples,
});
