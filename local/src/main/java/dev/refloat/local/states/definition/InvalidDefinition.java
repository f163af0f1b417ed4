package dev.refloat.local.states.definition;

import java.util.List;

/** A definition that is refused, with everything that is wrong with it. */
public final class InvalidDefinition extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> findings;

  InvalidDefinition(List<String> findings) {
    super(String.join("; ", findings));
    this.findings = List.copyOf(findings);
  }

  /** One sentence for each thing that is wrong, naming the state and the field. */
  public List<String> findings() {
    return findings;
  }
}
