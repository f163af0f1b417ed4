package dev.refloat.api;

import dev.refloat.access.Principal;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Map;

/** Answers what no other route takes. */
public final class RouteNotFoundFunction extends HttpFunction {
  public RouteNotFoundFunction() {
    this(System.getenv());
  }

  /** Every handler can be made from an environment; this one needs nothing of it. */
  @SuppressWarnings("unused")
  public RouteNotFoundFunction(Map<String, String> environment) {
    route("$default", Guards.anyKey(), RouteNotFoundFunction::refuse);
  }

  private static Object refuse(Principal principal, Request request) {
    throw new Refused(
        ErrorCode.ROUTE_NOT_FOUND,
        "There is no " + request.method() + " " + request.path() + ". See the API's description.");
  }
}
