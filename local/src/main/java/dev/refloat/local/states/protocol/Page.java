package dev.refloat.local.states.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list. A token says after how many entries the next page begins. */
record Page<T>(List<T> entries, @Nullable String nextToken) {

  private static final String VERSION = "1:";
  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST = 1_000;

  /** The page the request asks for with maxResults and nextToken. */
  static <T> Page<T> of(List<T> all, Request request) throws ApiError {
    int size = size(request);
    int from = Math.min(offset(request), all.size());
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), tokenAfter(to, all.size()));
  }

  static int size(Request request) throws ApiError {
    int size = request.integer("maxResults", 0, LARGEST, DEFAULT_SIZE);
    return size == 0 ? DEFAULT_SIZE : size;
  }

  static int offset(Request request) throws ApiError {
    String token = request.text("nextToken");
    if (token == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(VERSION)) {
        return Integer.parseUnsignedInt(text.substring(VERSION.length()));
      }
    } catch (IllegalArgumentException e) {
      // Not a token of ours: told below like any other.
    }
    throw new ApiError("InvalidToken", "Invalid Token: 'Invalid token'");
  }

  static @Nullable String tokenAfter(int offset, int total) {
    return offset >= total
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((VERSION + offset).getBytes(StandardCharsets.UTF_8));
  }
}
