package dev.refloat.bench.scale;

import dev.refloat.local.cli.UsageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of {@code ./refloat simulate}.
 *
 * @param parameters of the template, in place of its defaults
 */
record ScaleOptions(
    List<Scenario> scenarios, Map<String, String> parameters, long seed, Optional<Path> out) {
  static final String USAGE =
      """
      Simulates whole restores in virtual time, and judges what they take.

        ./refloat simulate [--scenarios LIST] [--set NAME=VALUE] [--seed N] [--out FILE]

        --scenarios LIST   of a, b, c, d, e; all without it, which takes about twenty minutes and 8 GB of disk
        --set NAME=VALUE   a parameter of template.yaml, such as BatchItems=1000; may be given more often
        --seed N           of what is drawn; 1 without it
        --out FILE         a Markdown file to write to; all scenarios with the template's defaults go to docs/scaling.md
      """;

  static ScaleOptions parse(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    List<Scenario> scenarios = Scenario.ALL;
    Map<String, String> parameters = new HashMap<>();
    long seed = 1;
    Optional<Path> out = Optional.empty();
    while (!left.isEmpty()) {
      String option = left.remove();
      if (left.isEmpty()) {
        throw new UsageException(option + " needs a value, or is not known");
      }
      String value = left.remove();
      switch (option) {
        case "--scenarios" -> scenarios = scenarios(value);
        case "--set" -> set(parameters, value);
        case "--seed" -> seed = number(value);
        case "--out" -> out = Optional.of(Path.of(value));
        default -> throw new UsageException("Unknown option: " + option);
      }
    }
    return new ScaleOptions(scenarios, Map.copyOf(parameters), seed, out);
  }

  private static List<Scenario> scenarios(String names) {
    List<String> wanted = Arrays.asList(names.split(",", -1));
    List<Scenario> found =
        Scenario.ALL.stream().filter(scenario -> wanted.contains(scenario.name())).toList();
    if (found.size() != wanted.size()) {
      throw new UsageException("--scenarios takes names of a, b, c, d and e, but was " + names);
    }
    return found;
  }

  private static void set(Map<String, String> parameters, String text) {
    String[] parts = text.split("=", 2);
    if (parts.length != 2) {
      throw new UsageException("--set takes NAME=VALUE, but was " + text);
    }
    parameters.put(parts[0], parts[1]);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--seed takes a whole number, but was " + text);
    }
  }

  /** Whether it is what {@code docs/scaling.md} shows. */
  boolean isFull() {
    return scenarios.equals(Scenario.ALL) && parameters.isEmpty();
  }
}
