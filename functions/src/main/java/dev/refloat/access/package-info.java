/** Who calls and what they may do: organizations, projects, principals, API keys and the policy. */
@NullMarked
package dev.refloat.access;

import org.jspecify.annotations.NullMarked;
