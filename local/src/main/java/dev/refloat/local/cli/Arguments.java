package dev.refloat.local.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command: {@code --name value}, {@code --name=value} or a switch {@code --name}. */
public final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads what follows the command.
   *
   * @param valued options that take a value
   * @param switches options that take none
   * @throws UsageException at anything else
   */
  public Arguments(List<String> words, Set<String> valued, Set<String> switches) {
    List<String> left = new ArrayList<>(words);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (valued.contains(name)) {
        if (equals < 0 && left.isEmpty()) {
          throw new UsageException(name + " needs a value");
        }
        values.put(name, equals < 0 ? left.removeFirst() : word.substring(equals + 1));
      } else if (switches.contains(word)) {
        values.put(word, "");
      } else {
        throw new UsageException("Unknown option " + word);
      }
    }
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A whole number from 0 to the limit. */
  public int number(String name, int otherwise, int limit) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 0 && number <= limit) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is out of range.
    }
    throw new UsageException(name + " takes a number from 0 to " + limit + ", not " + text.get());
  }
}
