package dev.refloat.job;

/** What a job is to do, in the words of the contract. */
public enum JobType {
  RESTORE,
  /** A dry run: only the plan of a restore, with what it would take. */
  PLAN
}
