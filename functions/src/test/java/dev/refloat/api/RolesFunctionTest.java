package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import dev.refloat.platform.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolesFunctionTest {
  private final Installed installed = new Installed();
  private RolesFunction function;

  @BeforeEach
  void create() {
    function = new RolesFunction(installed.environment);
  }

  private Call.Answered create(Principal caller, String body) {
    return Call.of("POST /v2/roles", caller).body(body.replace('\'', '"')).to(function);
  }

  private Call.Answered one(String method, Principal caller, String id) {
    return Call.of(method + " /v2/roles/{roleId}", caller).path("roleId", id).to(function);
  }

  @Test
  void aRoleIsDescribedAsItWasMadeAndGoneWhenDeleted() {
    var made =
        create(
            installed.owner,
            """
            {'roleName':'keeper','description':'keeps','policies':[
              {'resourceType':'backup','privileges':['manage']},
              {'resourceType':'serving_cluster','privileges':['view','modify'],'resources':['in01-a']}]}
            """);

    assertThat(made.code()).as(made.message()).isZero();
    String id = made.data().path("roleId").asText();
    JsonNode role = one("GET", installed.owner, id).data();
    assertThat(role.path("roleName").asText()).isEqualTo("keeper");
    assertThat(role.path("projectId").isNull()).isTrue();
    assertThat(role.path("policies"))
        .isEqualTo(
            Json.tree(
                """
                [{"resourceType":"backup","privileges":["manage"],"resources":[]},
                 {"resourceType":"serving_cluster","privileges":["modify","view"],"resources":["in01-a"]}]
                """));
    assertThat(Call.of("GET /v2/roles", installed.owner).to(function).data().path("count").asInt())
        .isEqualTo(1);
    assertThat(one("GET", installed.stranger, id).code()).isEqualTo(96126);
    assertThat(one("DELETE", installed.owner, id).code()).isZero();
    assertThat(one("GET", installed.owner, id).code()).isEqualTo(96126);
  }

  @Test
  void whoIsNoOwnerMakesNone() {
    assertThat(
            create(
                    installed.member,
                    "{'roleName':'a','policies':[{'resourceType':'backup','privileges':['view']}]}")
                .code())
        .isEqualTo(96013);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'policies':[{'resourceType':'backup','privileges':['view']}]}  | 96111 | roleName",
        "{'roleName':'a b','policies':[{'resourceType':'backup','privileges':['view']}]} | 96112 | roleName",
        "{'roleName':'a'}                                       | 96111 | policies is missing",
        "{'roleName':'a','policies':[{'resourceType':'backup'}]} | 96111 | policies[0].privileges",
        "{'roleName':'a','policies':[{'resourceType':'key','privileges':['view']}]} | 96112 | backup, serving_cluster",
        "{'roleName':'a','policies':[{'resourceType':'backup','privileges':['delete']}]} | 96112 | privileges of backup must be of view, manage",
        "{'roleName':'a','policies':[{'resourceType':'backup','privileges':['view','view']}]} | 96112 | none twice",
        "{'roleName':'Admin','policies':[{'resourceType':'backup','privileges':['view']}]} | 96127 | roleName",
        "{'projectId':'x','roleName':'a','policies':[{'resourceType':'backup','privileges':['view']}]} | 96005 | projectId",
        "{'projectId':'proj-none','roleName':'a','policies':[{'resourceType':'backup','privileges':['view']}]} | 96012 | proj-none",
      })
  void aWrongBodyIsRefusedByField(String body, int code, String named) {
    var answer = create(installed.owner, body);

    assertThat(answer.code()).as(answer.message()).isEqualTo(code);
    assertThat(answer.message()).contains(named);
  }
}
