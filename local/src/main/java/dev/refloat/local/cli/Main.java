package dev.refloat.local.cli;

import dev.refloat.local.stack.StackException;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Entry point of {@code ./refloat}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Kept before the logs take the standard streams.
    PrintStream console = System.out;
    PrintStream errors = System.err;
    System.exit(run(Arrays.asList(args), console, errors).code());
  }

  static ExitCode run(List<String> words, PrintStream console, PrintStream errors) {
    try {
      return command(words, console);
    } catch (UsageException e) {
      errors.println("refloat: " + e.getMessage() + "\n");
      errors.print(Usage.TEXT);
      return ExitCode.USAGE;
    } catch (StackException | TemplateException e) {
      errors.println("refloat: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("Command failed");
      errors.println("refloat: " + e + " (more in the log)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.FAILED;
  }

  private static ExitCode command(List<String> words, PrintStream console)
      throws IOException, InterruptedException {
    if (words.isEmpty()) {
      throw new UsageException("A command is missing");
    }
    List<String> options = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "up" -> new UpCommand(Installation.find(), console).run(options);
      case "demo" -> new DemoCommand(Installation.find(), console).run(options);
      case "sample" -> new SampleCommand(console).run(options);
      case "help", "--help", "-h" -> {
        console.print(Usage.TEXT);
        yield ExitCode.OK;
      }
      default -> throw new UsageException("Unknown command " + words.getFirst());
    };
  }
}
