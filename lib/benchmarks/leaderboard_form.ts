import { type Host } from "../host/host.ts";

/** One row of the leaderboard: how one way to ask one model did on one dataset. */
export interface LeaderboardEntry {
  /** What the row is called, which need not be a model's name. */
  readonly label: string;
  /** The model as `vendor/name`, where the row says it. */
  readonly modelId: string | null;
  /** What tells the row from others of its model: framework, model, temperature, template. */
  readonly configId: string | null;
  /** The dataset, as in `"globalopinionqa"`. */
  readonly dataset: string;
  /** Whether the row is of respondents that know nothing, as a yardstick. */
  readonly isBaseline: boolean;
  /** Whether the row is of several models together. */
  readonly isEnsemble: boolean;
  /** SynthBench's parity score, in [0, 1]; null where there is none. */
  readonly sps: number | null;
  /** The mean parity of each category of questions, in [0, 1]: another scale than `sps`. */
  readonly topicScores: Readonly<Record<string, number>>;
  /** How many questions the score of a category rests on, where that is known. */
  readonly topicSizes: Readonly<Record<string, number>>;
  /** The mean Jensen–Shannon divergence from the humans, in bits. */
  readonly jsd: number | null;
  /** How many questions were asked. */
  readonly n: number | null;
  /** The ends of the row's 95 % interval. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How many runs the row comes from. */
  readonly runs: number | null;
  /** US dollars for a hundred questions. */
  readonly costPer100: number | null;
}

/** The rows of a leaderboard, and how many more there are that cannot be read. */
export class LeaderboardRows {
  /** The rows, in the order of the file. */
  readonly entries!: readonly LeaderboardEntry[];
  /** How many rows there are that cannot be read. */
  readonly unreadable!: number;

  /** Made by `parseLeaderboard()`. */
  constructor(values: LeaderboardRows) {
    Object.assign(this, values);
  }
}

/** SynthBench's leaderboard as it is now, or as it was when it could last be had. */
export class Leaderboard extends LeaderboardRows {
  /** Where it is from. */
  readonly url!: string;
  /** Whether the address was asked now, the copy is of the last 24 hours, or it is older than that. */
  readonly source!: "live" | "cache" | "stale cache";
  /** How old it is, in seconds. */
  readonly age!: number;
  /** What a reader should know: why an old copy had to do, or that it cannot be kept. */
  readonly warnings!: readonly string[];

  /** Made by `leaderboard()`. */
  constructor(values: Leaderboard) {
    super(values);
    Object.assign(this, values);
  }
}

/** Where a leaderboard is from. */
export interface LeaderboardOptions {
  /** The address. @default {QUORUM_SYNTHBENCH_URL, else that of synthbench.org} */
  readonly url?: string;
  /** Whether only the copy counts, however old. @default {whether QUORUM_SYNTHBENCH_OFFLINE is 1} */
  readonly offline?: boolean;
  /** Whether the copy does not count. @default {whether QUORUM_SYNTHBENCH_REFRESH is 1} */
  readonly refresh?: boolean;
  /** The world. @default {this machine} */
  readonly host?: Host;
}
