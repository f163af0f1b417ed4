package dev.refloat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateReaderTest {
  private static final StackIdentity IDENTITY =
      new StackIdentity("us-east-1", "000000000000", "refloat", URI.create("http://127.0.0.1:1"));
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:refloat-";

  private static final String FULL =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        PathStyle: {Type: String, Default: 'false'}
      Conditions:
        Never: !Equals [a, b]
      Globals:
        Function:
          Runtime: java25
          Timeout: 10
          MemorySize: 512
          Environment: {Variables: {PATH_STYLE: !Ref PathStyle, JOBS: !Ref JobsTable}}
      Resources:
        Api:
          Type: AWS::Serverless::HttpApi
          Properties:
            Auth:
              DefaultAuthorizer: Keys
              Authorizers:
                Keys:
                  FunctionArn: !GetAtt AuthorizerFunction.Arn
                  AuthorizerPayloadFormatVersion: '2.0'
                  EnableSimpleResponses: true
                  Identity: {Headers: [Authorization], ReauthorizeEvery: 0}
            CorsConfiguration: {AllowOrigins: ['https://a'], AllowMethods: [GET], MaxAge: 60}
        AuthorizerFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: a.Authorizer, CodeUri: functions/}
        JobFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.Job::handleRequest
            Timeout: 29
            ReservedConcurrentExecutions: 2
            Environment: {Variables: {STATE_MACHINE: !Ref Restore}}
            Policies: [{DynamoDBReadPolicy: {TableName: !ImportValue other}}]
            Events:
              Describe: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: get, Path: '/v2/jobs/{jobId}'}}
              Health: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: get, Path: /health, Auth: {Authorizer: NONE}}}
              Arrived: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.s3]}}}
              Often: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes), RetryPolicy: {MaximumRetryAttempts: 0}}}
              Changed:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt JobsTable.StreamArn
                  StartingPosition: TRIM_HORIZON
                  BatchSize: 7
                  FilterCriteria: {Filters: [{Pattern: '{"eventName": ["INSERT"]}'}]}
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  BisectBatchOnFunctionError: true
              Queued: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 1}}
              Off: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 1, Enabled: false}}
              Never: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour), State: DISABLED}}
        JobsTable:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: sk, AttributeType: S}]
            KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
            GlobalSecondaryIndexes:
              - {IndexName: bySk, KeySchema: [{AttributeName: sk, KeyType: HASH}], Projection: {ProjectionType: ALL}}
            TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
            SSESpecification: {SSEEnabled: true}
            StreamSpecification: {StreamViewType: NEW_IMAGE}
        Queue:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: 60, RedrivePolicy: {maxReceiveCount: 3}}
        BackupBucket:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}
            BucketEncryption: {}
        DataBucket: {Type: AWS::S3::Bucket}
        OffBucket: {Type: AWS::S3::Bucket, Condition: Never}
        OffNested: {Type: AWS::Serverless::Application, Condition: Never, Properties: {Location: console.yaml}}
        Restore:
          Type: AWS::Serverless::StateMachine
          Properties:
            Name: restore
            DefinitionUri: restore.asl.json
            DefinitionSubstitutions: {Job: !GetAtt JobFunction.Arn}
        Ended:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [aws.states], detail: {stateMachineArn: [!Ref Restore]}}
            Targets: [{Id: job, Arn: !GetAtt JobFunction.Arn}]
        MacKey:
          Type: AWS::KMS::Key
          Properties: {KeySpec: HMAC_256, KeyUsage: GENERATE_VERIFY_MAC, KeyPolicy: {Any: !GetAtt Unknown.Thing}}
        OwnerKey:
          Type: AWS::SecretsManager::Secret
          Properties:
            Description: a text
            GenerateSecretString: {PasswordLength: 43, ExcludePunctuation: true, RequireEachIncludedType: false}
        Thing:
          Type: AWS::CloudFormation::CustomResource
          Properties: {ServiceToken: !GetAtt JobFunction.Arn, Secret: !Ref OwnerKey}
        Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Anything: !GetAtt Unknown.Thing}}
      Outputs:
        BackupBucketName: {Value: !Ref BackupBucket}
        AlarmArn: {Value: !GetAtt Alarm.Arn}
        ThingSize: {Value: !GetAtt Thing.Size}
        MacKeyId: {Value: !Ref MacKey}
        MacKeyArn: {Value: !GetAtt MacKey.Arn}
      """;

  @TempDir Path directory;

  private Template read(String yaml, Map<String, String> parameters) throws IOException {
    Files.writeString(
        directory.resolve("restore.asl.json"), "{\"Resource\":\"${Job}\",\"x\":\"{% $a %}\"}");
    Path file = Files.writeString(directory.resolve("template.yaml"), yaml);
    return TemplateReader.read(file, parameters, IDENTITY);
  }

  @Test
  void readsWhetherAFunctionStartsFromASnapshot() throws IOException {
    String snapStart =
        FULL.replace(
            "Handler: a.Job::handleRequest",
            "Handler: a.Job\n      SnapStart: {ApplyOn: PublishedVersions}");

    assertThat(read(FULL, Map.of()).function("JobFunction").snapStart()).isFalse();
    assertThat(read(snapStart, Map.of()).function("JobFunction").snapStart()).isTrue();
  }

  @Test
  void readsFunctionsWithGlobalsMerged() throws IOException {
    FunctionResource job = read(FULL, Map.of("PathStyle", "true")).function("JobFunction");
    assertThat(job.name()).isEqualTo("refloat-JobFunction");
    assertThat(job.arn()).isEqualTo(ARN + "JobFunction");
    assertThat(job.handler()).isEqualTo("a.Job::handleRequest");
    assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(29));
    assertThat(job.memoryMiB()).isEqualTo(512);
    assertThat(job.concurrency()).hasValue(2);
    assertThat(job.environment())
        .isEqualTo(
            Map.of(
                "PATH_STYLE", "true",
                "JOBS", "refloat-JobsTable",
                "STATE_MACHINE", "arn:aws:states:us-east-1:000000000000:stateMachine:restore"));
    assertThat(read(FULL, Map.of()).function("AuthorizerFunction").timeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void readsTheApiWithRoutesAuthorizerAndCors() throws IOException {
    HttpApi api = read(FULL, Map.of()).api().orElseThrow();
    assertThat(api.routes())
        .containsExactlyInAnyOrder(
            new Route(
                "GET /v2/jobs/{jobId}",
                ARN + "JobFunction",
                Optional.of("Keys"),
                Duration.ofSeconds(30)),
            new Route(
                "GET /health", ARN + "JobFunction", Optional.empty(), Duration.ofSeconds(30)));
    assertThat(api.authorizers())
        .containsExactly(
            Map.entry(
                "Keys",
                new Authorizer(
                    "Keys",
                    ARN + "AuthorizerFunction",
                    List.of("$request.header.Authorization"),
                    Duration.ZERO)));
    assertThat(api.cors())
        .hasValue(
            new Cors(
                List.of("https://a"),
                List.of("GET"),
                List.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(60)),
                false));
  }

  @Test
  void readsTablesAndBuckets() throws IOException {
    Template template = read(FULL, Map.of());
    Table.Key bySk = new Table.Key("sk", Optional.empty());
    assertThat(template.tables())
        .containsExactly(
            new Table(
                "JobsTable",
                "refloat-JobsTable",
                Map.of("pk", "S", "sk", "S"),
                new Table.Key("pk", Optional.of("sk")),
                List.of(new Table.Index("bySk", bySk, "ALL", List.of())),
                List.of(),
                Optional.of("ttl"),
                Optional.of("NEW_IMAGE")));
    assertThat(template.buckets())
        .containsExactly(
            new Bucket("BackupBucket", "refloat-backup-bucket", true),
            new Bucket("DataBucket", "refloat-data-bucket", false));
  }

  @Test
  void readsWhichFunctionFollowsWhichTableAndWhichQueue() throws IOException {
    Template template = read(FULL, Map.of());
    JsonNode inserts = new ObjectMapper().readTree("{\"eventName\": [\"INSERT\"]}");
    assertThat(template.streams())
        .containsExactly(
            new StreamSource(
                "JobFunctionChanged",
                "refloat-JobsTable",
                ARN + "JobFunction",
                7,
                List.of(inserts)));
    assertThat(template.queues())
        .containsExactly(
            new QueueSource(
                "arn:aws:sqs:us-east-1:000000000000:refloat-Queue", ARN + "JobFunction"));
  }

  @Test
  void readsKeysThatMakeHashes() throws IOException {
    Template template = read(FULL, Map.of());
    String arn = "arn:aws:kms:us-east-1:000000000000:key/refloat-MacKey";
    assertThat(template.macKeys()).containsExactly(new MacKey("MacKey", "refloat-MacKey", arn));
    assertThat(template.output("MacKeyId")).isEqualTo("refloat-MacKey");
    assertThat(template.output("MacKeyArn")).isEqualTo(arn);
  }

  @Test
  void readsSecretsAndWhatFunctionsMake() throws IOException {
    Template template = read(FULL, Map.of());
    String arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:refloat-OwnerKey-000000";
    assertThat(template.secrets())
        .containsExactly(new Secret("OwnerKey", "refloat-OwnerKey", arn, 43));
    assertThat(template.customResources()).hasSize(1);
    CustomResource thing = template.customResources().getFirst();
    assertThat(thing.logicalId()).isEqualTo("Thing");
    assertThat(thing.functionArn()).isEqualTo(ARN + "JobFunction");
    assertThat(thing.properties().path("Secret").asText()).isEqualTo(arn);
    assertThatThrownBy(() -> template.output("ThingSize"))
        .hasMessageContaining("Thing is made when everything else runs");
  }

  @Test
  void aSecretOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> read(FULL.replace("ExcludePunctuation: true, ", ""), Map.of()))
        .hasMessageContaining("OwnerKey.Properties.GenerateSecretString.ExcludePunctuation");
    assertThatThrownBy(() -> read(FULL.replace(", RequireEachIncludedType: false", ""), Map.of()))
        .hasMessageContaining("RequireEachIncludedType");
  }

  @Test
  void readsSchedules() throws IOException {
    assertThat(read(FULL, Map.of()).schedules())
        .containsExactly(
            new Schedule("JobFunctionOften", ARN + "JobFunction", Duration.ofMinutes(5)));
  }

  @Test
  void readsRulesAndTheStateMachine() throws IOException {
    Template template = read(FULL, Map.of());
    assertThat(template.rules())
        .extracting(EventRule::name)
        .containsExactly("JobFunction-Arrived", "refloat-Ended");
    assertThat(template.rules().getLast().pattern())
        .hasToString(
            "{\"source\":[\"aws.states\"],\"detail\":{\"stateMachineArn\":[\"arn:aws:states:us-east-1:000000000000:stateMachine:restore\"]}}");
    assertThat(template.rules())
        .allMatch(rule -> rule.targetArns().equals(List.of(ARN + "JobFunction")));
    assertThat(template.stateMachines())
        .containsExactly(
            new StateMachine(
                "Restore",
                "restore",
                "arn:aws:states:us-east-1:000000000000:stateMachine:restore",
                "{\"Resource\":\"" + ARN + "JobFunction\",\"x\":\"{% $a %}\"}"));
  }

  @Test
  void outputsAreEvaluatedWhenTheyAreAskedFor() throws IOException {
    Template template = read(FULL, Map.of());
    assertThat(template.output("BackupBucketName")).isEqualTo("refloat-backup-bucket");
    assertThatThrownBy(() -> template.output("AlarmArn"))
        .hasMessageContaining("Alarm has no meaning locally");
    assertThatThrownBy(() -> template.output("None"))
        .hasMessage("Outputs.None: the local stack needs this output");
  }

  @Test
  void functionsThatNameNoApiShareTheImplicitOne() throws IOException {
    Template template =
        read(
            """
            Globals:
              HttpApi: {Auth: {DefaultAuthorizer: K, Authorizers: {K: {FunctionArn: arn, EnableSimpleResponses: true}}}}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {Handler: h, Runtime: java25, Events: {A: {Type: HttpApi}, B: {Type: HttpApi, Properties: {Path: /x}}}}
            """,
            Map.of());
    assertThat(template.api().orElseThrow().routes())
        .containsExactly(
            new Route("$default", ARN + "F", Optional.of("K"), Duration.ofSeconds(30)),
            new Route("ANY /x", ARN + "F", Optional.of("K"), Duration.ofSeconds(30)));
    assertThat(template.api().orElseThrow().authorizers().get("K"))
        .isEqualTo(new Authorizer("K", "arn", List.of(), Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {Type: AWS::SQS::Quue}                                                                          | Resources.X.Type: the local stack does not run AWS::SQS::Quue
          {Type: AWS::Serverless::Application, Properties: {Location: x.yaml}}                            | Resources.X.Type: the local stack does not run AWS::Serverless::Application
          {Type: AWS::S3::Bucket, Properties: {WebsiteConfiguration: {}}}                                 | Resources.X.Properties.WebsiteConfiguration: is not understood
          {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations: []}}}     | Resources.X.Properties.NotificationConfiguration.QueueConfigurations: is not understood
          {Type: AWS::S3::Bucket, Condition: Nope}                                                        | Resources.X.Condition: there is no condition Nope
          {Type: AWS::KMS::Key, Properties: {KeySpec: SYMMETRIC_DEFAULT}}                                 | Resources.X.Properties.KeySpec: the local stack has keys of HMAC_256
          {Type: AWS::KMS::Key, Properties: {KeySpec: HMAC_256, KeyUsage: ENCRYPT_DECRYPT}}               | Resources.X.Properties.KeyUsage: the local stack has keys of HMAC_256
          {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true}}                                    | Resources.X.Properties.EnableKeyRotation: is not understood
          {Type: AWS::DynamoDB::Table, Properties: {ImportSourceSpecification: {}}}                       | Resources.X.Properties.ImportSourceSpecification: is not understood
          {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: a, KeyType: RANGE}]}}     | Resources.X.Properties.KeySchema: one HASH key
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25}}                                | Resources.X.Properties.Handler: is missing
          {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, Handler: h}}                | Resources.X.Properties.Runtime: the local stack runs Java only
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Timeout: 901}}      | Resources.X.Properties.Timeout: must be 1 to 900
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Timeout: long}}     | Resources.X.Properties.Timeout: a whole number
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, VpcConfig: {}}}     | Resources.X.Properties.VpcConfig: is not understood
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: SNS}}}} | Resources.X.Properties.Events.E.Type: the local stack knows no event source SNS
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: SQS, Properties: {Queue: q}}}}} | Resources.X.Properties.Events.E.Properties.BatchSize: the local stack delivers messages one by one
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: DynamoDB, Properties: {Stream: s}}}}} | Resources.X.Properties.Events.E.Properties.Stream: the StreamArn of a table
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: DynamoDB, Properties: {Stream: 'a:table/t/stream/local', StartingPosition: LATEST}}}}} | Resources.X.Properties.Events.E.Properties.StartingPosition: the local stack knows TRIM_HORIZON only
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: DynamoDB, Properties: {Stream: 'a:table/t/stream/local', StartingPosition: TRIM_HORIZON}}}}} | Resources.X.Properties.Events.E.Properties.FunctionResponseTypes: the local stack knows ReportBatchItemFailures only
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: ScheduleV2, Properties: {ScheduleExpression: cron(0 1 1 1 1 2026)}}}}} | Resources.X.Properties.Events.E.Properties.ScheduleExpression: the local stack knows rate(…) only
          {Type: AWS::Serverless::Function, Properties: {Runtime: java25, Handler: h, Events: {E: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(0 minutes)}}}}} | Resources.X.Properties.Events.E.Properties.ScheduleExpression: the local stack knows rate(…) only
          {Type: AWS::Serverless::HttpApi, Properties: {StageName: v1}}                                   | Resources.X.Properties.StageName: the local stack serves the stage $default only
          {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: x}}                                | Resources.X.Properties.DefinitionUri: is not understood
          {Type: AWS::Serverless::HttpApi, Properties: {Auth: {DefaultAuthorizer: K}}}                    | Resources.X.Properties.Auth.DefaultAuthorizer: there is no authorizer K
          {Type: AWS::Serverless::HttpApi, Properties: {Auth: {Authorizers: {K: {FunctionArn: a}}}}}      | Resources.X.Properties.Auth.Authorizers.K.EnableSimpleResponses: the local stack
          {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day)}}                        | Resources.X.Properties.ScheduleExpression: is not understood
          {Type: AWS::Events::Rule, Properties: {EventPattern: {a: [b]}, EventBusName: mine}}             | Resources.X.Properties.EventBusName: the local stack has the default bus only
          {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS}}                              | Resources.X.Properties.Type: the local stack runs STANDARD
          {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: none.asl.json}}               | Resources.X.Properties.DefinitionUri: cannot read
          {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: restore.asl.json}}            | Resources.X.Properties.DefinitionSubstitutions: there is no value for ${Job}
          """)
  void whatIsNotUnderstoodIsRefusedWithItsPath(String resource, String message) {
    assertThatThrownBy(() -> read("Resources:\n  X: " + resource + "\n", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aRouteThatStandsTwiceIsRefused() {
    String function =
        "{Type: AWS::Serverless::Function, Properties: {Handler: h, Runtime: java25, Events: {E: {Type: HttpApi}}}}";
    assertThatThrownBy(
            () -> read("Resources:\n  A: " + function + "\n  B: " + function + "\n", Map.of()))
        .hasMessage(
            "Resources.B.Properties.Events.E.Properties.Path: the route $default stands twice");
  }

  @Test
  void parameterNamesAreToldWithoutValues() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("template.yaml"),
            "Parameters: {A: {Type: String}, B: {Type: String}}");
    assertThat(TemplateReader.parameterNames(file)).containsExactlyInAnyOrder("A", "B");
  }
}
