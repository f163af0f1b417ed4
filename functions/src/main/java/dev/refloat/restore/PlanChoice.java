package dev.refloat.restore;

import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Rule;
import java.util.Optional;

/** The field of a request that names the dry run whose plan is to be run. */
final class PlanChoice {
  private static final String PLAN_ID = "planId";

  static final Field FIELD = Field.optional(PLAN_ID, Rule.Text.ofAtMost(128));

  private PlanChoice() {}

  /** Empty where the restore is planned on its own; an empty text counts as absent. */
  static Optional<String> read(Input body) {
    return body.findText(PLAN_ID).filter(text -> !text.isEmpty());
  }
}
