package dev.refloat.local.cli;

/** What {@code help} prints. */
final class Usage {
  static final String TEXT =
      """
      Runs Refloat on this machine: the same template, functions and state machine as in AWS, on 127.0.0.1 only.

      ./refloat up [--port N] [--data DIR]
          Serves until it is stopped. DIR/connection.json has addresses and keys while it runs.
          --port N     port of the API, 0 for any free one (default 8080)
          --data DIR   keeps everything across restarts (default ./.refloat)

      ./refloat help
          Prints this.

      Exit codes: 0 it did what was asked (a serving stack was stopped), 1 it failed, 2 the command line is wrong.
      """;

  private Usage() {}
}
