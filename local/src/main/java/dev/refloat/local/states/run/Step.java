package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What came of a state: its output, and the state that follows; null when the flow ends here. */
record Step(JsonNode output, @Nullable String next) {}
