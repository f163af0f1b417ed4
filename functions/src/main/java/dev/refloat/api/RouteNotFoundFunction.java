package dev.refloat.api;

import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Answers what no other route takes. */
public final class RouteNotFoundFunction extends HttpFunction {
  public RouteNotFoundFunction() {
    this(System.getenv());
  }

  public RouteNotFoundFunction(Map<String, String> environment) {
    super(new Clients(new Settings(environment)), UnaryOperator.identity());
    route("$default", Guards.anyKey(), RouteNotFoundFunction::refuse);
  }

  private static Object refuse(Principal principal, Request request) {
    throw new Refused(
        ErrorCode.ROUTE_NOT_FOUND,
        "There is no " + request.method() + " " + request.path() + ". See the API's description.");
  }
}
