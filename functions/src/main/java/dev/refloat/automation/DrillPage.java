package dev.refloat.automation;

import dev.refloat.estimate.Cost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of a drill for people: a page that needs nothing besides itself. */
record DrillPage(Drill drill) {
  String html() {
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Restore drill %1$s: %2$s</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem }
      th { text-align: left; padding-right: 2rem; font-weight: normal }
      .PASSED { color: #107010 }
      .FAILED { color: #b00020 }
      li { overflow-wrap: anywhere }
      </style>
      </head>
      <body>
      <h1>Restore drill %1$s: <span class="%2$s">%2$s</span></h1>
      <table>
      %3$s</table>
      <h2>Findings</h2>
      %4$s
      </body>
      </html>
      """
        .formatted(text(drill.triggerName()), drill.status(), rows(), findings());
  }

  private String rows() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("Backup", drill.backupName() + " (" + drill.backupId() + ")");
    facts.put("Cluster that was backed up", drill.clusterId());
    facts.put("Began", drill.startTime());
    facts.put("Ended", String.valueOf(drill.endTime()));
    facts.put("Seconds", drill.seconds() == null ? "none: no restore began" : taken());
    facts.put("Collections", Long.toString(drill.collections()));
    facts.put("Rows", Long.toString(drill.rows()));
    facts.put("Files", Long.toString(drill.objects()));
    facts.put("Bytes", Long.toString(drill.bytes()));
    facts.put("Estimated cost", cost());
    facts.put("Job", drill.jobId());
    return facts.entrySet().stream().map(DrillPage::row).collect(Collectors.joining());
  }

  private String taken() {
    return drill.seconds() + (drill.maxSeconds() == null ? "" : " of " + drill.maxSeconds());
  }

  private String cost() {
    Cost cost = drill.estimatedCost();
    return cost == null ? "not known" : cost.total().toPlainString() + " " + cost.currency();
  }

  private String findings() {
    return drill.findings().isEmpty()
        ? "<p>None: every file was copied, verified and opened, and has the rows that the backup"
            + " says.</p>"
        : drill.findings().stream()
            .map(finding -> "<li>" + text(finding) + "</li>\n")
            .collect(Collectors.joining("", "<ul>\n", "</ul>"));
  }

  private static String row(Map.Entry<String, String> fact) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
        .formatted(fact.getKey(), text(fact.getValue()));
  }

  /** Names and reasons are of whoever wrote the backup. */
  private static String text(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
