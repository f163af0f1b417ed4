package dev.refloat.local.states.protocol;

import dev.refloat.local.states.definition.Machine;
import java.time.Instant;

/** A state machine as it is registered. */
record MachineRecord(
    String arn,
    String name,
    String definition,
    Machine machine,
    String roleArn,
    String revisionId,
    Instant creationDate,
    Instant updateDate) {}
