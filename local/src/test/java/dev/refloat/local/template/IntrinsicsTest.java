package dev.refloat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntrinsicsTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Stage: {Type: String, Default: dev}
        Names: {Type: CommaDelimitedList, Default: 'a, b,c'}
        Size: {Type: Number, Default: 12}
      Conditions:
        IsDev: !Equals [!Ref Stage, dev]
        IsProd: !Not [!Condition IsDev]
        Both: !And [!Condition IsDev, !Condition IsProd]
        Either: !Or [!Condition IsDev, !Condition IsProd]
        Loop: !Not [!Condition Pool]
        Pool: !Not [!Condition Loop]
      Globals: {Function: {AutoPublishAlias: live}}
      Resources:
        BackupBucket: {Type: AWS::S3::Bucket}
        NamedBucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '${AWS::StackName}-${Stage}'}}
        JobsTable: {Type: AWS::DynamoDB::Table}
        PlanFunction: {Type: AWS::Serverless::Function}
        Restore: {Type: AWS::Serverless::StateMachine, Properties: {Name: restore, AutoPublishAlias: live}}
        Api: {Type: AWS::Serverless::HttpApi}
        Role: {Type: AWS::IAM::Role}
        ProdBucket: {Type: AWS::S3::Bucket, Condition: IsProd}
        First: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Second}}
        Second: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref First}}
      """;

  private static Intrinsics intrinsics() {
    JsonNode root = YamlSource.read(TEMPLATE);
    StackIdentity identity =
        new StackIdentity("us-east-1", "000000000000", "refloat", URI.create("http://127.0.0.1:1"));
    return new Intrinsics(
        new Parameters(root.get("Parameters"), Map.of()),
        root.get("Conditions"),
        new ResourceNames(root.get("Resources"), new Globals(root.path("Globals")), identity),
        identity);
  }

  private static JsonNode resolve(String yaml) {
    return intrinsics().resolve(YamlSource.read(yaml), "Here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Stage                                             | "dev"
          !Ref Size                                              | "12"
          !Ref Names                                             | ["a","b","c"]
          !Ref AWS::Region                                       | "us-east-1"
          !Ref AWS::AccountId                                    | "000000000000"
          !Ref BackupBucket                                      | "refloat-backup-bucket"
          !Ref NamedBucket                                       | "refloat-dev"
          !Ref JobsTable                                         | "refloat-JobsTable"
          !Ref PlanFunction                                      | "refloat-PlanFunction"
          !Ref PlanFunction.Alias                                | "arn:aws:lambda:us-east-1:000000000000:function:refloat-PlanFunction:live"
          !Ref Restore                                           | "arn:aws:states:us-east-1:000000000000:stateMachine:restore"
          !Ref RestoreAliaslive                                  | "arn:aws:states:us-east-1:000000000000:stateMachine:restore:live"
          !Ref Api                                               | "local"
          !GetAtt Restore.Name                                   | "restore"
          !GetAtt JobsTable.Arn                                  | "arn:aws:dynamodb:us-east-1:000000000000:table/refloat-JobsTable"
          !GetAtt BackupBucket.Arn                               | "arn:aws:s3:::refloat-backup-bucket"
          !GetAtt Api.ApiEndpoint                                | "http://127.0.0.1:1"
          !Sub '${Stage}/${AWS::Partition}/${BackupBucket}'      | "dev/aws/refloat-backup-bucket"
          !Sub '${BackupBucket.Arn}/*'                           | "arn:aws:s3:::refloat-backup-bucket/*"
          !Sub '${!Literal} $ {x}'                               | "${Literal} $ {x}"
          !Sub ['${Own}-${Stage}', {Own: !Ref Size}]             | "12-dev"
          !Sub '${PlanFunction.Alias}'                           | "arn:aws:lambda:us-east-1:000000000000:function:refloat-PlanFunction:live"
          !Join ['-', [a, !Ref Stage, 1]]                        | "a-dev-1"
          !Join ['', !Ref Names]                                 | "abc"
          !Select [1, !Ref Names]                                | "b"
          !Select ['0', !Split ['.', 'x.y.z']]                   | "x"
          !Split [',', 'a,,b']                                   | ["a","","b"]
          !If [IsDev, 1, 2]                                      | 1
          !If [IsProd, 1, 2]                                     | 2
          !If [Both, 1, !If [Either, 3, 4]]                      | 3
          {a: !If [IsProd, 1, !Ref AWS::NoValue], b: 2}          | {"b":2}
          [1, !Ref AWS::NoValue, 3]                              | [1,3]
          """)
  void functionsEvaluate(String yaml, String json) {

    assertThat(resolve(yaml)).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Nobody                | Here: there is no parameter or resource Nobody
          !Ref RestoreAliasother     | Here: there is no parameter or resource RestoreAliasother
          !GetAtt BackupBucket.Size  | Here: the attribute BackupBucket.Size is not understood
          !GetAtt BackupBucket.Name  | Here: the attribute BackupBucket.Name is not understood
          !Ref Role                  | Here: Role has no meaning locally, so nothing that runs may refer to it
          !Ref ProdBucket            | Here: ProdBucket does not exist: its condition IsProd is false
          !ImportValue other         | Here: Fn::ImportValue is not understood by the local stack
          !If [Unknown, 1, 2]        | Here: there is no condition Unknown
          !If [IsDev, 1]             | Here: Fn::If takes a list of 3
          !Select [7, [a]]           | Here: Fn::Select has no item 7
          !Join [',', [[a]]]         | Here: a text is expected
          """)
  void whatCannotBeEvaluatedIsRefusedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> resolve(yaml))
        .isInstanceOf(TemplateException.class)
        .hasMessage(message);
  }

  @Test
  void aConditionThatDependsOnItselfIsFound() {
    assertThatThrownBy(() -> resolve("!If [Loop, 1, 2]"))
        .hasMessage(
            "Conditions.Loop: depends on itself: Conditions.Loop → Conditions.Pool → Conditions.Loop");
  }

  @Test
  void namesThatDependOnEachOtherAreFound() {
    assertThatThrownBy(() -> resolve("!Ref First")).hasMessageContaining("depends on itself");
  }

  @Test
  void theSameValueMayBeUsedAgainAfterACycleWasRefused() {
    Intrinsics intrinsics = intrinsics();
    JsonNode first = YamlSource.read("!Ref First");
    assertThatThrownBy(() -> intrinsics.resolve(first, "Here"))
        .hasMessageContaining("depends on itself");
    assertThat(intrinsics.resolve(YamlSource.read("!Ref NamedBucket"), "Here").textValue())
        .isEqualTo("refloat-dev");
  }

  @Test
  void unwrapLeavesWhatIsInsideForLater() {
    JsonNode node = YamlSource.read("!If [IsDev, {a: !ImportValue x}, {}]");
    assertThat(intrinsics().unwrap(node, "Here"))
        .hasToString("{\"a\":{\"Fn::ImportValue\":\"x\"}}");
  }
}
