package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloudFormationYamlTest {
  @Test
  void shortFunctionsReadAsLongOnes() {
    assertThat(CloudFormationYaml.parse("a: !Ref B").toString())
        .isEqualTo("{\"a\":{\"Ref\":\"B\"}}");
    assertThat(CloudFormationYaml.parse("- !GetAtt B.Arn").toString())
        .isEqualTo("[{\"Fn::GetAtt\":\"B.Arn\"}]");
  }

  @Test
  void functionsNest() {
    assertThat(CloudFormationYaml.parse("a: !Not [!Equals [!Ref B, 0]]").toString())
        .isEqualTo("{\"a\":{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"B\"},0]}]}}");
  }

  @Test
  void scalarsKeepTheirType() {
    assertThat(CloudFormationYaml.parse("{a: 53687091200, b: true, c: 'true', d: null}").toString())
        .isEqualTo("{\"a\":53687091200,\"b\":true,\"c\":\"true\",\"d\":null}");
  }
}
