package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the stack may cost before somebody is told. */
class BudgetTest {
  @Test
  void thereIsNoneUnlessALimitIsSetAndThenSomebodyIsTold() {
    assertThat(Template.resource("Budget").path("Condition").asText()).isEqualTo("WithBudget");
    assertThat(Template.ROOT.at("/Parameters/MonthlyBudget/Default").asInt(1)).isZero();
    assertThat(Template.ROOT.at("/Rules/SomebodyIsToldOfTheBudget/Assertions")).hasSize(1);
  }

  @Test
  void whatIsSpentAndWhatIsForeseenIsToldToTheTopicAndByMail() {
    JsonNode told = Template.properties("Budget").path("NotificationsWithSubscribers");

    assertThat(told.findValuesAsText("NotificationType")).containsExactly("ACTUAL", "FORECASTED");
    for (JsonNode notification : told) {
      List<String> addresses = notification.path("Subscribers").findValuesAsText("Ref");
      assertThat(addresses).contains("AlarmTopicArn", "BudgetEmail");
      assertThat(notification.path("Subscribers").findValuesAsText("SubscriptionType"))
          .containsExactly("SNS", "EMAIL");
    }
  }
}
