/**
 * Where textbooks disagree, the choice is a named option. The first value is the default; ids and values that have
 * shipped stay.
 */
export interface Convention {
  values: readonly [string, ...string[]];
  /** What is being chosen, for people. */
  about: string;
}

export const conventions = {
  orientation: {
    values: ["Wx", "WTx", "xW"],
    about: "how a layer multiplies: W x with W out×in, Wᵀx or x W with W in×out; from the shapes where they tell",
  },
  examples: { values: ["columns", "rows"], about: "whether each example is a column or a row of X" },
  average: {
    values: ["gradients", "cost", "sum"],
    about: "where 1/m stands: in dW and db only, in every gradient from the cost on, or nowhere (J is the sum)",
  },
  "loss.half": { values: ["no", "yes"], about: "squared error as e² or as ½e²" },
  "loss.outputs": {
    values: ["sum", "mean"],
    about: "whether the loss of an example is summed or averaged over output units",
  },
  "huber.linear": {
    values: ["half", "notes"],
    about: "the line of the Huber loss: δ·|e| − ½δ², which meets the parabola, or δ·|e| − δ² as some notes print it",
  },
  log: { values: ["e", "2", "10"], about: "the base of the logarithm in a cross-entropy" },
  gelu: {
    values: ["exact", "tanh"],
    about: "GELU with the normal distribution itself, or with the tanh formula for it",
  },
  "step.at-zero": {
    values: ["0", "1"],
    about: "what a step unit gives at z = 0: it fires for z > 0 only, or for z ≥ 0",
  },
  "bias.absorbed": {
    values: ["no", "yes"],
    about: "whether the bias is a weight of its own kind: w₀ of a constant input x₀ = 1, first in w",
  },
  "perceptron.bias": {
    values: ["learned", "fixed"],
    about: "whether the learning rule moves the bias, or the weights only",
  },
  "perceptron.mistake": {
    values: ["output", "margin"],
    about: "with labels −1 and +1, an example is learned from where the output differs from y, or where y·z ≤ 0",
  },
  "conv.round": {
    values: ["floor", "ceil"],
    about: "where the last step of a window does not fit: left out, or taken half outside; same padding is ceil(n/s)",
  },
  "pool.stride": { values: ["window", "1"], about: "the stride of a pooling layer that names none: its window, or 1" },
  "pool.padding": {
    values: ["counted", "left-out"],
    about: "whether an average over a window counts the zeros of the padding, as PyTorch does, or leaves them out",
  },
  "count.bias": { values: ["yes", "no"], about: "whether layers that do not say so have biases" },
  "bn.counted": {
    values: ["trainable", "all"],
    about: "parameters of batch norm: scale and shift, or the running mean and variance as well",
  },
  momentum: {
    values: ["ema", "sum", "velocity", "heavy-ball"],
    about: "what is carried along: v = βv + (1 − β)g, v = βv + g, v = βv − ηg, or β times the last move of w itself",
  },
  nesterov: {
    values: ["lookahead", "pytorch"],
    about: "the gradient taken at the look-ahead point w + βv, or at w and βv added to it as PyTorch does",
  },
  epsilon: {
    values: ["outside", "inside"],
    about: "where ε stands: √v + ε or √(v + ε); Adagrad inside unless said otherwise",
  },
  "adagrad.sum": {
    values: ["current", "previous"],
    about: "whether the sum of squared gradients includes the one of the iteration itself, or stops before it",
  },
  "adam.correction": {
    values: ["on", "off"],
    about: "whether the running means are divided by 1 − βᵗ, since they start from 0",
  },
  "adamw.decay": {
    values: ["times-rate", "plain"],
    about: "what a weight loses in an update: ηλw as in PyTorch, or λw as in the paper",
  },
  "amsgrad.max": {
    values: ["before", "after"],
    about: "whether the maximum is taken of v before its bias is corrected, or of the corrected one",
  },
  l2: {
    values: ["lambda", "half", "half-mean"],
    about: "the L2 penalty: λ Σw², ½λ Σw², or λ/(2m) Σw² with m examples",
  },
  "dropout.p": { values: ["drop", "keep"], about: "what p is the probability of: a unit being dropped, or kept" },
  "dropout.scale": {
    values: ["inverted", "classic"],
    about: "whether kept units are divided by the probability of keeping in training, or multiplied by it at test time",
  },
  patience: {
    values: ["reached", "exceeded"],
    about: "whether training stops once so many epochs in a row were no better, or only with one more",
  },
  std: { values: ["n", "n-1"], about: "what a standard deviation divides by; batch norm always by n" },
  "bn.momentum": {
    values: ["kept", "new"],
    about:
      "momentum of running statistics: the share of the old ones that is kept (Keras), or that of the new batch (PyTorch); below ½ the second is meant",
  },
  "bn.running": {
    values: ["n", "n-1"],
    about: "which variance of the batch joins the running one: its own, or m/(m − 1) times it as in PyTorch",
  },
  "confusion.rows": {
    values: ["actual", "predicted"],
    about: "whether a row of a confusion matrix belongs to a true class, or to a predicted one",
  },
  "confusion.positive": {
    values: ["first", "last"],
    about: "which class of a 2×2 confusion matrix without names is the positive one",
  },
  "macro.f1": {
    values: ["mean", "of-means"],
    about: "macro F1: the mean of the classes' F1, or the F1 of macro precision and macro recall",
  },
  xavier: {
    values: ["fan-avg", "fan-in", "uniform"],
    about: "Xavier's variance: 2/(in + out), 1/in, or the uniform limit √(6/(in + out))",
  },
  "conv.kind": {
    values: ["correlation", "convolution"],
    about: "whether the kernel is laid on as it stands, as deep learning does, or turned by 180° first",
  },
  "resize.centres": {
    values: ["half-pixel", "align-corners", "asymmetric"],
    about: "where row i of n′ is read among n: (i + ½)·n/n′ − ½, i·(n − 1)/(n′ − 1), or i·n/n′, counted from 0",
  },
  rotation: {
    values: ["counterclockwise", "clockwise"],
    about: "which way a positive angle turns an image",
  },
  "recurrent.bias": { values: ["one", "two"], about: "one bias per gate, or one for the input and one for the state" },
  "recurrent.concat": {
    values: ["hx", "xh"],
    about: "the order in which state and input are joined: [h, x] or [x, h]",
  },
  "gru.reset": {
    values: ["before", "after"],
    about: "whether the reset gate meets the state before the recurrent product or after it",
  },
  "gru.update": {
    values: ["new", "old"],
    about:
      "what the update gate is the share of: of the candidate, (1 − z)h + z·h̃, or of the old state, z·h + (1 − z)h̃",
  },
  "bptt.truncated": {
    values: ["window", "chunks"],
    about:
      "what truncation to k steps means where every step has a loss: each loss goes back over k steps, or the sequence is cut into pieces of k",
  },
  "loss.time": { values: ["sum", "mean"], about: "whether the losses of the time steps are summed or averaged" },
  "clip.norm": {
    values: ["all", "each"],
    about: "clipping by norm: one norm of all gradients together, or one for each parameter",
  },
  "relu.at-zero": { values: ["0", "1", "half"], about: "the slope of ReLU at z = 0" },
  labels: { values: ["0", "1"], about: "whether class labels are counted from 0 or from 1" },
  "batch.last": { values: ["keep", "drop"], about: "whether a last, smaller batch of an epoch is used or left out" },
  "warmup.first": {
    values: ["zero", "one"],
    about: "a warm-up over W epochs: ηt/W, which starts at 0, or η(t + 1)/W, which starts with the first share",
  },
  "warmup.then": {
    values: ["after", "start"],
    about:
      "whether the schedule that follows a warm-up counts its epochs from the end of the warm-up, or from the start",
  },
  "resnet.stride": {
    values: ["v1.5", "v1"],
    about: "where a bottleneck that halves has its stride: in the 3×3 convolution, or in the first 1×1",
  },
  lenet: {
    values: ["full", "paper"],
    about:
      "LeNet-5 with C3 joined to all maps, as usually built, or to some and with trainable subsampling, as in the paper",
  },
  alexnet: {
    values: ["ungrouped", "grouped", "torchvision"],
    about: "AlexNet's convolutions in one group, in two as in the paper, or torchvision's narrower network",
  },
} as const satisfies Record<string, Convention>;

export type ConventionId = keyof typeof conventions;
export type Choices = { readonly [id in ConventionId]?: string };
