package dev.refloat.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListXmlTest {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>";
  private static final String TAIL = "<IsTruncated>false</IsTruncated></ListBucketResult>";
  private static final String A =
      "<Contents><Key>a</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
          + "<ETag>&quot;e&quot;</ETag><ChecksumType>FULL_OBJECT</ChecksumType><Size>12</Size>"
          + "<Owner><ID>1</ID><DisplayName>x y</DisplayName></Owner>"
          + "<StorageClass>STANDARD</StorageClass></Contents>";
  private static final String B =
      "<Contents>\n  <ETag>e-2</ETag>\n  <Size>0</Size>\n  <Key>a &amp; &lt;b&gt;</Key>\n</Contents>";

  private static Optional<ListXml> read(String xml) {
    return ListXml.read(xml.getBytes(UTF_8));
  }

  @Test
  void takesTheObjectsAndLeavesTheRest() {
    ListXml list = read(HEAD + A + "\n" + B + TAIL).orElseThrow();

    assertThat(list.objects())
        .containsExactly(new ListedObject("a", 12, "\"e\""), new ListedObject("a & <b>", 0, "e-2"));
    assertThat(new String(list.rest(), UTF_8)).isEqualTo(HEAD + TAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Contents/>",
        "<Contents a='b'><Key>a</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a</Key><Size>1</Size></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag></Contents>",
        "<Contents><Key>a</Key><Key>b</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>\u00e4</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a&#13;</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a&amp</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a\tb</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key> a</Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a<!-- b --></Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key><![CDATA[a]]></Key><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a</Key ><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a</Size><ETag>e</ETag><Size>1</Size></Contents>",
        "<Contents><Key>a</Key><ETag/><Size>1</Size></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size>-1</Size></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size></Size></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size>1</Size>text</Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size>1</Size></Other></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size>1</Size><X a='b'>c</X></Contents>",
        "<Contents><Key>a</Key><ETag>e</ETag><Size>1</Size><X/></Contents>"
      })
  void whatIsNotUnderstoodIsLeftToTheSdk(String object) {
    assertThat(read(HEAD + object + TAIL)).isEmpty();
    if (!object.isEmpty()) {
      assertThat(read(HEAD + A + object + TAIL)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<EncodingType>url</EncodingType>",
        "<!-- comment -->",
        "<CommonPrefixes><Prefix>p</Prefix></CommonPrefixes>" + A
      })
  void whatElseADocumentMustNotHave(String after) {
    assertThat(read(HEAD + A + after + TAIL)).isEmpty();
  }

  @Test
  void aDocumentThatBreaksOffIsLeftToTheSdkOrIsStillBroken() {
    String whole = HEAD + A + B + TAIL;
    for (int length = 0; length < whole.length(); length++) {
      int end = length;
      read(whole.substring(0, length))
          .ifPresent(
              list ->
                  assertThat(new String(list.rest(), UTF_8))
                      .as("%d characters", end)
                      .doesNotContain("</ListBucketResult>"));
    }
  }
}
