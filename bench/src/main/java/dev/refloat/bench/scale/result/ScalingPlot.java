package dev.refloat.bench.scale.result;

import java.util.List;
import java.util.Locale;

/** Times beside their floors, and costs, as a picture: bars on a logarithmic scale. */
public final class ScalingPlot {
  /** Its name, beside the page. */
  public static final String FILE = "scaling.svg";

  private static final int WIDTH = 860;
  private static final int LEFT = 250;
  private static final int BAR = 14;
  private static final int GROUP = 58;
  private static final int TOP = 52;

  private final List<Seen> all;

  public ScalingPlot(List<Seen> all) {
    this.all = List.copyOf(all);
  }

  /** SVG. */
  public String svg() {
    double most =
        all.stream()
            .mapToDouble(s -> Math.max(s.seconds(), Floors.of(s).seconds()))
            .max()
            .orElse(1);
    int decades = (int) Math.ceil(Math.log10(Math.max(10, most)));
    int height = TOP + GROUP * all.size() + 40;
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(WIDTH, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(
        svg, 12, 22, "Restores in virtual time, seconds: seen (dark) and the larger floor (light)");
    for (int decade = 0; decade <= decades; decade++) {
      double x = x(Math.pow(10, decade), decades);
      line(svg, x, TOP - 8, height - 32);
      text(svg, x - 8, height - 14, String.format(Locale.ROOT, "%,d", (long) Math.pow(10, decade)));
    }
    for (int i = 0; i < all.size(); i++) {
      group(svg, all.get(i), TOP + GROUP * i, decades);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void group(StringBuilder svg, Seen seen, int y, int decades) {
    Floors floors = Floors.of(seen);
    text(svg, 12, y + 12, "(%s) %s".formatted(seen.scenario().name(), seen.scenario().words()));
    text(svg, 12, y + 28, String.format(Locale.ROOT, "cost $%.4g", seen.cost()));
    bar(svg, y, seen.seconds(), decades, "#27496d");
    bar(svg, y + BAR + 4, floors.seconds(), decades, "#9fc5e8");
  }

  private static double x(double seconds, int decades) {
    double share = Math.log10(Math.max(1, seconds)) / decades;
    return LEFT + share * (WIDTH - LEFT - 90);
  }

  private static void bar(StringBuilder svg, int y, double seconds, int decades, String colour) {
    double end = Math.max(LEFT + 1, x(seconds, decades));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
            LEFT,
            y,
            end - LEFT,
            BAR,
            colour));
    text(svg, end + 6, y + 11, String.format(Locale.ROOT, "%,.1f", seconds));
  }

  private static void line(StringBuilder svg, double x, int from, int to) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#dddddd\"/>\n",
            x,
            from,
            x,
            to));
  }

  private static void text(StringBuilder svg, double x, double y, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, text));
  }
}
