package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestFileTest {
  @ParameterizedTest
  @CsvSource({
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j/a.json, true",
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j/deep/er/a, true",
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j/a.json.result.json, false",
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j/, false",
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j/folder/, false",
    "restore-requests/trig-0a1b2c3d4e5f6g7h8i9j, false",
    "restore-requests/somebody/a.json, false",
    "other/trig-0a1b2c3d4e5f6g7h8i9j/a.json, false"
  })
  void onlyAFileInTheFolderOfATriggerIsARequest(String key, boolean isOne) {
    assertThat(new RequestFile("bucket", key, "etag").triggerId().isPresent()).isEqualTo(isOne);
  }
}
