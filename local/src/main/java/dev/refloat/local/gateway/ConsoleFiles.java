package dev.refloat.local.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console: files of a directory, under {@code /console/}.
 *
 * <p>A path there that names no file is a page of the console, which is {@code index.html}; with a
 * dot in its last segment it is a file that is not there. The distribution in AWS has the same
 * rules, in {@code infra/console.yaml}.
 */
public final class ConsoleFiles {
  /** Where the console is; ends with a slash. */
  public static final String PATH = "/console/";

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleFiles.class);
  private static final String INDEX = "index.html";

  /** The build puts the hash of a file's bytes into its name here, and nowhere else. */
  private static final String HASHED = "assets/";

  /** Of a file that the build makes: no separator of any system, and no dot in front. */
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_@~+-][A-Za-z0-9_@~+.-]*");

  private final Path directory;
  private final Map<String, String> headers;

  /**
   * @param directory read at each request, so that another build is served at once
   * @param headers go with every answer, by names in lower case
   */
  public ConsoleFiles(Path directory, Map<String, String> headers) {
    this.directory = directory;
    this.headers = Map.copyOf(headers);
  }

  /** The answer, or empty where the request is not for the console. */
  Optional<GatewayResponse> answer(GatewayRequest request) {
    String path = request.path();
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    if (read && (path.equals("/") || path.concat("/").equals(PATH))) {
      return Optional.of(response(302, new byte[0], Map.of("location", PATH)));
    }
    if (!path.startsWith(PATH)) {
      return Optional.empty();
    }
    return Optional.of(read ? page(path.substring(PATH.length())) : notAllowed());
  }

  private GatewayResponse page(String path) {
    List<String> segments = Arrays.asList(path.split("/", -1));
    if (segments.contains(".") || segments.contains("..")) {
      return notFound();
    }
    try {
      Optional<Path> file = file(path, segments);
      if (file.isPresent()) {
        return content(file.get(), path);
      }
      boolean missing = segments.getLast().contains(".");
      Optional<Path> index = missing ? Optional.empty() : file(INDEX, List.of(INDEX));
      return index.isPresent() ? content(index.get(), INDEX) : notFound();
    } catch (IOException e) {
      LOG.atError().setCause(e).log("A file of the console cannot be read");
      return GatewayResponse.internalError().with(headers);
    }
  }

  /** Empty where there is no such file, or a link leads out of the directory. */
  private Optional<Path> file(String path, List<String> segments) throws IOException {
    if (!segments.stream().allMatch(segment -> FILE_NAME.matcher(segment).matches())) {
      return Optional.empty();
    }
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(directory.toRealPath())) {
      return Optional.empty();
    }
    return Optional.of(file);
  }

  private GatewayResponse content(Path file, String path) throws IOException {
    boolean forEver = path.startsWith(HASHED);
    return response(
        200,
        Files.readAllBytes(file),
        Map.of(
            "content-type",
            ContentTypes.of(path),
            "cache-control",
            forEver ? "public, max-age=31536000, immutable" : "no-cache"));
  }

  private GatewayResponse response(int status, byte[] body, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(more);
    // For HEAD, whose body is not sent.
    all.put("content-length", Integer.toString(body.length));
    return new GatewayResponse(status, Map.of(), body).with(all);
  }

  private GatewayResponse notFound() {
    return GatewayResponse.notFound().with(headers);
  }

  private GatewayResponse notAllowed() {
    return GatewayResponse.message(405, "Method Not Allowed")
        .with(headers)
        .with(Map.of("allow", "GET, HEAD"));
  }
}
