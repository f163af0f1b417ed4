package dev.refloat.local.template;

import java.net.URI;

/**
 * What CloudFormation's pseudo parameters answer, and where the API is.
 *
 * @param apiEndpoint without a slash at the end
 */
public record StackIdentity(String region, String accountId, String stackName, URI apiEndpoint) {

  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
  }
}
