import { type Answered, type ConvergenceOptions, ConvergenceTracker } from "../../mod.ts";

/** The seeds' rule, as it is unless told otherwise. */
export const BATCHES: ConvergenceOptions = { rule: "jsd-batch" };

/** Answers as they are written in the cases: "a×40 b×2" is 40 times a, then twice b. */
export function answersOf(stream: string): string[] {
  return stream.split(" ").flatMap((part) => {
    const [answer = "", times = "1"] = part.split("×");
    return new Array<string>(Number(times)).fill(answer);
  });
}

/** The answer of a panelist to one question. */
export function says(question: string, ...categories: string[]): Answered {
  return { question, categories };
}

/** A tracker of questions with the options a and b. */
export function trackerOf(keys: readonly string[], options: ConvergenceOptions = BATCHES) {
  return new ConvergenceTracker(keys.map((key) => ({ key, options: ["a", "b"] })), options);
}

/** Feeds a stream to a tracker of one question, a panelist at a time; at which n it said stop first. */
export function fed(stream: string, options?: ConvergenceOptions) {
  const tracker = trackerOf(["q"], options);
  let stoppedAt: number | null = null;
  answersOf(stream).forEach((answer, at) => {
    tracker.add([says("q", answer)]);
    if (tracker.isMet) stoppedAt ??= at + 1;
  });
  const report = tracker.report();
  const question = report.perQuestion.q;
  if (question === undefined) throw new Error("the question is lost");
  return { stoppedAt, report, question, curve: question.curve.map(({ jsd = NaN }) => jsd) };
}
