package dev.refloat.bench.report;

import dev.refloat.bench.count.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * One kind of request or transition.
 *
 * @param counts of each case
 */
record RequestRow(String what, List<Long> counts) {

  static List<RequestRow> of(List<CaseResult> cases) {
    List<RequestRow> rows = new ArrayList<>();
    List<Map<String, Long>> all = cases.stream().map(result -> result.counts().kinds()).toList();
    var kinds = new TreeSet<String>();
    all.forEach(counts -> kinds.addAll(counts.keySet()));
    for (String kind : kinds) {
      rows.add(
          new RequestRow(kind, all.stream().map(counts -> counts.getOrDefault(kind, 0L)).toList()));
    }
    Map<String, ToLongFunction<Counts>> transitions = new LinkedHashMap<>();
    transitions.put("transitions: restore", counts -> counts.transitions().restore());
    transitions.put("transitions: collections", counts -> counts.transitions().collections());
    transitions.put("transitions: batches", counts -> counts.transitions().batches());
    transitions.put("batches", counts -> counts.transitions().batchCount());
    transitions.put("collections", counts -> counts.transitions().collectionCount());
    transitions.forEach(
        (what, count) ->
            rows.add(
                new RequestRow(
                    what,
                    cases.stream().map(result -> count.applyAsLong(result.counts())).toList())));
    return rows;
  }
}
