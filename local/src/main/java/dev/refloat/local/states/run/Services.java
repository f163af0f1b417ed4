package dev.refloat.local.states.run;

import dev.refloat.local.states.ObjectStore;
import dev.refloat.local.states.TaskResources;
import dev.refloat.local.states.history.Arns;
import java.util.random.RandomGenerator;

/** What executions need from outside. */
public record Services(
    TaskResources resources, ObjectStore objects, Time time, Arns arns, RandomGenerator random) {}
