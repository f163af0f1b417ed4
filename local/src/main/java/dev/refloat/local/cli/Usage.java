package dev.refloat.local.cli;

/** What {@code help} prints. */
final class Usage {
  static final String TEXT =
      """
      Runs Refloat on this machine: the same template, functions and state machine as in AWS, on 127.0.0.1 only.

      ./refloat up [--port N] [--data DIR]
          Serves until it is stopped. DIR/connection.json has addresses and keys while it runs.
          The console is beside the API, under /console/, where it was built.
          --port N     port of the API, 0 for any free one (default 8080)
          --data DIR   keeps everything across restarts (default ./.refloat)

      ./refloat sample [--data DIR] [--name NAME]
          Writes a sample backup into the stack that serves from DIR, to be restored by the console or the API.
          --name NAME  of the backup (default sample); the same name is written again

      ./refloat demo [--size SIZE] [--objects N] [--shape SHAPE] [--keep]
          Starts a stack in a temporary directory, writes a sample backup, restores it and checks the result.
          --size SIZE    bytes of the sample, such as 2g
          --objects N    objects of the sample, at least
          --shape SHAPE  form of the backup: today, shared-groups, ungrouped, level-files, grouped-level-files, packed,
                         mixed-storage, every-field, many-users, odd-json, empty; or one to be refused: manifest, snapshot
          --keep         stays up afterwards

      ./refloat bench
          Compares restores with other ways to copy. A program of its own: ./refloat bench --help lists its options.

      ./refloat help
          Prints this.

      Exit codes: 0 it did what was asked (a serving stack was stopped, a demo was right), 1 it failed,
      2 the command line is wrong. The script itself ends with 3 to 5 where Java or Maven is missing or the build fails.
      """;

  private Usage() {}
}
