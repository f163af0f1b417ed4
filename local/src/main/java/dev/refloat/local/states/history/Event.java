package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One event to be written to a history.
 *
 * @param scope which branch or iteration it belongs to: empty for the execution itself, else a path
 * @param previousId the event before it in the same scope; 0 for none
 * @param type the type's name in the API, for example {@code TaskStateEntered}
 * @param detailsField the member of the API's event that holds the details; null when the type has
 *     none
 * @param resume what a redrive needs to know and the API does not tell; null for nothing
 */
public record Event(
    String scope,
    long previousId,
    String type,
    @Nullable String detailsField,
    @Nullable ObjectNode details,
    @Nullable ObjectNode resume) {}
