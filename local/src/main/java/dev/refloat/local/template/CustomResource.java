package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a function of the template makes.
 *
 * @param functionArn of that function
 * @param properties what it is told
 */
public record CustomResource(String logicalId, String functionArn, JsonNode properties) {}
