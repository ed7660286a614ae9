import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: { topic: "activations", given: { activation: "sigmoid", z: [-2, 0, 2] } },
    expect: {
      a: [0.11920292202211755, 0.5, 0.8807970779778823],
      slope: [0.10499358540350662, 0.25, 0.10499358540350662],
    },
  },
  {
    problem: {
      topic: "activations",
      given: { activation: ["sigmoid", "tanh", "relu", "leaky-relu"], z: [-2, 0.5, 3] },
    },
    expect: {
      a_tanh: [-0.9640275800758169, 0.46211715726000974, 0.9950547536867305],
      slope_tanh: [0.07065082485316443, 0.7864477329659274, 0.009866037165440211],
      a_relu: [0, 0.5, 3],
      a_leakyRelu: [-0.02, 0.5, 3],
      slope_leakyRelu: [0.01, 1, 1],
    },
  },
  {
    problem: { topic: "activations", given: { activation: "softmax", z: [2, 1, 0], dA: [1, 0, 0] } },
    expect: {
      a: [0.6652409557748219, 0.24472847105479764, 0.09003057317038046],
      dZ: [0.22269542653462335, -0.16280340198202023, -0.059892024552603125],
    },
  },
  {
    problem: { topic: "activations", given: { activation: "tanh", z: 0.5, dA: 2 } },
    expect: { a: 0.46211715726000974, slope: 0.7864477329659274, dZ: 1.5728954659318548 },
  },
  {
    problem: { topic: "activations", given: { activation: "elu", z: [-1, 0.5], alpha: 2 } },
    expect: { a: [-1.2642411176571153, 0.5], slope: [0.7357588823428847, 1] },
  },
  {
    problem: { topic: "activations", given: { activation: "relu", z: [-1, 0, 2], dA: [0.5, 0.5, 0.5] } },
    expect: { a: [0, 0, 2], slope: [0, 0, 1], dZ: [0, 0, 0.5] },
  },
  {
    problem: { topic: "activations", given: { activation: "softmax", z: [2, 1, 0], temperature: 2 } },
    expect: { a: [0.506480391055654, 0.3071958857184984, 0.18632372322584756] },
  },
];
