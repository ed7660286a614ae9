import type { Problem } from "../problems/index.ts";

type Given = Record<string, unknown>;

function network(given: Given, conventions: Problem["conventions"] = {}): Problem {
  const layers = {
    W1: [
      [0.4, -0.7],
      [0.9, 0.3],
    ],
    b1: [0.1, -0.2],
    W2: [
      [0.6, -0.5],
      [-0.8, 1.1],
    ],
    b2: [0.05, 0.3],
    learningRate: 0.1,
  };
  return { topic: "mlp", given: { ...layers, ...given }, conventions: { orientation: "Wx", ...conventions } };
}

const one = { x: [0.5, -1.2] };
const three = {
  X: [
    [0.5, -1.2, 0.8],
    [1.5, 0.4, -0.6],
  ],
  W2: [[0.6, -0.5]],
  b2: [0.05],
};
const hidden = ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "softplus", "gelu", "swish"];

/** Small networks that between them have every activation and loss: what workings are marked on in tests and scores. */
export const networks: Problem[] = [
  ...hidden.map((activation) => network({ ...one, activation: [activation, "linear"], loss: "mse", y: [1, 0.5] })),
  ...["mae", "huber"].map((loss) => network({ ...one, activation: ["tanh", "linear"], loss, y: [1.3, 0.5] })),
  network({ ...one, activation: ["tanh", "linear"], loss: "huber", y: [1.3, 0.1], delta: 0.5 }),
  network({ ...one, activation: ["tanh", "linear"], loss: "mse", y: [1.3, 0.5] }, { "loss.half": "yes" }),
  network({ ...one, activation: ["tanh", "softmax"], loss: "cce", y: [0, 1] }),
  network({ ...one, activation: "sigmoid", loss: "bce", y: [1, 0] }),
  network({ ...one, activation: "sigmoid", loss: "mse", y: [1, 0] }, { orientation: "WTx" }),
  network({ ...one, activation: ["relu", "sigmoid"], loss: "bce", y: [1, 0] }, { orientation: "xW" }),
  network({ ...three, activation: ["tanh", "sigmoid"], loss: "bce", Y: [[1, 0, 1]] }),
  network({ ...three, activation: ["relu", "linear"], loss: "mse", Y: [[1.2, 0.3, -0.4]] }),
];
