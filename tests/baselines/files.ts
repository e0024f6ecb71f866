/** The folder of the files of baselines that ship. */
export const FIXTURES = new URL("../../fixtures/baselines/", import.meta.url);
