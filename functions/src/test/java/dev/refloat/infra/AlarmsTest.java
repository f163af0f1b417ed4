package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is paged, and for what. */
class AlarmsTest {
  static List<String> alarms() {
    return Template.ids("AWS::CloudWatch::Alarm");
  }

  @Test
  void nothingIsPutAsideUnnoticed() {
    var keeping = new TreeSet<String>();
    for (String id : Template.ids("AWS::SQS::Queue")) {
      if (!Template.properties(id).has("RedrivePolicy")) {
        keeping.add(id);
      }
    }

    var watched = new TreeSet<String>();
    for (String id : alarms()) {
      JsonNode name = Template.properties(id).at("/Dimensions/0/Value");
      if (Template.properties(id).path("Namespace").asText().equals("AWS/SQS")) {
        watched.add(Template.logicalId(name));
      }
    }
    assertThat(keeping).isNotEmpty().isEqualTo(watched);
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void anAlarmSaysWhatIsWrongAndGoesWhereTheOperatorWants(String id) {
    JsonNode alarm = Template.properties(id);

    assertThat(alarm.path("AlarmDescription").asText())
        .matches("[A-Z].*\\. Runbook: docs/operations\\.md#[a-z-]+");
    assertThat(alarm.at("/AlarmActions/Fn::If/0").asText()).isEqualTo("WithAlarmTopic");
    assertThat(alarm.at("/AlarmActions/Fn::If/1/0/Ref").asText()).isEqualTo("AlarmTopicArn");
    assertThat(alarm.has("TreatMissingData")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void itsRunbookIsThere(String id) {
    String text = Template.properties(id).path("AlarmDescription").asText();
    String anchor = text.substring(text.indexOf('#') + 1);

    assertThat(Runbook.anchors()).contains(anchor);
    assertThat(Runbook.TEXT).contains("| " + id.replaceFirst("Alarm$", "") + " |");
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void aMeasureOfOursIsOneThatAFunctionWrites(String id) {
    JsonNode alarm = Template.properties(id);
    if (alarm.path("Namespace").isTextual()) {
      return; // Of a service of AWS.
    }
    assertThat(Measures.written()).contains(alarm.path("MetricName").asText());
    assertThat(Template.resource(id).path("Condition").asText()).isEqualTo("WithMetrics");
    for (String function :
        List.of("JobChangedFunction", "SweepFunction", "CopyFunction", "InOneCallFunction")) {
      assertThat(
              Template.properties(function).at("/Environment/Variables/METRICS_NAMESPACE/Fn::If/1"))
          .as(function)
          .isEqualTo(alarm.path("Namespace"));
    }
  }
}
