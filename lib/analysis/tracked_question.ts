import { type Rule } from "./convergence_rule.ts";
import { hasConverged, Look, type QuestionCourse } from "./look.ts";
import { Looks } from "./looks.ts";
import { type Tracked } from "./tracked.ts";

/** The answers to one question while they come in: what they count for, and when they were enough. */
export class TrackedQuestion implements QuestionCourse {
  readonly question: Tracked;
  readonly looks: Looks;
  readonly #rule: Rule;
  readonly #alpha: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #all: Sum;
  #batch: Sum;
  // What the panelist whose turn it is has named, and in how many answers.
  #named: number[] = [];
  #answers = 0;
  #convergedAt: number | null = null;
  #lostAt: number | null = null;

  /** Nobody's answers yet; `alpha` is that of one share. */
  constructor(question: Tracked, rule: Rule, alpha: number) {
    const options = question.options ?? [];
    this.question = question;
    this.looks = new Looks(rule.last);
    this.#rule = rule;
    this.#alpha = alpha;
    this.#places = new Map(options.map((option, at) => [option, at]));
    this.#all = new Sum(options.length);
    this.#batch = new Sum(options.length);
  }

  get convergedAt(): number | null {
    return this.#convergedAt;
  }

  get lostAt(): number | null {
    return this.#lostAt;
  }

  get now(): Look {
    return this.#look(this.#all, null);
  }

  /** Takes note of an answer of the panelist whose turn it is. */
  hear(categories: readonly string[]): void {
    if (categories.length === 0 && !this.question.multiple) return;
    this.#answers += 1;
    for (const category of categories) this.#named.push(this.#placeOf(category));
  }

  /** Counts what the panelist answered, once however often they were asked; whether they did. */
  settle(): boolean {
    if (this.#answers === 0) return false;
    this.#all.count(this.#named, this.#answers);
    this.#batch.count(this.#named, this.#answers);
    this.#named = [];
    this.#answers = 0;
    return true;
  }

  /** Looks at the answers, and begins a new batch; null where the batch has none. */
  check(): Look | null {
    if (this.#batch.n === 0) return null;
    const look = this.#look(this.#all, this.#rule.read(this.question, this.#all, this.#batch));
    this.#batch = new Sum(this.#places.size);
    this.looks.push(look);
    this.#judge(look);
    return look;
  }

  #judge({ n }: Look): void {
    const isMet = this.#rule.isMet(this.looks.last);
    if (isMet === hasConverged(this)) return;
    if (isMet) [this.#convergedAt, this.#lostAt] = [n, null];
    else this.#lostAt = n;
  }

  #look({ n, counts }: Sum, jsd: number | null): Look {
    return new Look(this.question, { n, counts: [...counts], jsd }, this.#alpha);
  }

  #placeOf(category: string): number {
    const place = this.#places.get(category);
    if (place !== undefined) return place;
    const { key } = this.question;
    const known = [...this.#places.keys()].join(", ");
    throw new TypeError(`Cannot count "${category}" for "${key}": its options are ${known}`);
  }
}

/** How many people gave a valid answer, and how many of them each option. */
class Sum {
  n = 0;
  readonly counts: number[];

  constructor(options: number) {
    this.counts = new Array<number>(options).fill(0);
  }

  /** Counts a person who named these in so many answers: each option by the part of them that did. */
  count(named: readonly number[], answers: number): void {
    this.n += 1;
    const own = answers === 1 ? this.counts : new Array<number>(this.counts.length).fill(0);
    for (const place of named) own[place] = (own[place] ?? 0) + 1;
    if (own === this.counts) return;
    own.forEach((times, place) => {
      this.counts[place] = (this.counts[place] ?? 0) + times / answers;
    });
  }
}
