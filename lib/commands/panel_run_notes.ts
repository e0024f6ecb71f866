/** What the help of `panel run` says after its flags. */
export const PANEL_RUN_NOTES: readonly string[] = [
  "Files and ids: --personas and --instrument take a path or, where there is no such file, an id. " +
  "--schema, --extract-schema and --synthesis-prompt take a path or the text itself.",
  "Who is asked by what: with 7 personas, --models a:0.5,b:0.5 asks 3 on a and 4 on b, and tells so " +
  "before the run (the first 200 of a larger panel); a persona's own model wins. --models a,b asks " +
  "everybody on both, and --blend then averages them, with the weights in the list or equal ones.",
  "No flag is given twice, and no --var KEY, except those said to be given several times. A flag that " +
  "nobody would heed, as --temperature with simulated respondents, is refused.",
  "Ctrl-C lets answers in flight arrive for 10 s and prints what is there; a second one leaves at once " +
  "(130). A run with --checkpoint-dir goes on with --resume, with the flags and files it was begun with.",
  "--dry-run goes with every flag of the run but --save, --run-id and those of a kept run: all inputs are checked, and " +
  "nothing is asked.",
  "SynthBench: the leaderboard is kept for 24 hours; QUORUM_SYNTHBENCH_OFFLINE=1 takes the copy however old, " +
  "QUORUM_SYNTHBENCH_REFRESH=1 takes none, QUORUM_SYNTHBENCH_URL is another address. A submission goes to " +
  "SYNTHBENCH_API_URL with the key in SYNTHBENCH_API_KEY; what becomes of it never changes the exit code.",
  "Results go to standard output, all else to standard error. Exit codes: 0 done; 1 an input cannot " +
  "be used; 2 a wrong command line, or a run that is invalid, out of money, or not summed up; 3 an " +
  "answer failed in a strict run; 130 and 143 ended by a signal.",
];
