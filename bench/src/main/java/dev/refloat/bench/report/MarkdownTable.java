package dev.refloat.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table that is read as text as well as rendered: every column as wide as its widest cell. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(List.of(header));
  }

  public void row(String... cells) {
    row(List.of(cells));
  }

  /**
   * @throws IllegalArgumentException where there are more or fewer cells than in the header
   */
  public void row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "A row of %d cells in a table of %d columns"
              .formatted(cells.size(), rows.getFirst().size()));
    }
    // A bar in a cell would end it.
    rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).toList());
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      line(text, rows.get(r), widths, ' ');
      if (r == 0) {
        line(text, Collections.nCopies(columns, ""), widths, '-');
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths, char fill) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      text.append("| ")
          .append(cell)
          .append(Character.toString(fill).repeat(widths[i] - cell.length()))
          .append(' ');
    }
    text.append("|\n");
  }
}
