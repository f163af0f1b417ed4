package dev.refloat.local.template;

/** A function that gets the messages of a queue, one by one. */
public record QueueSource(String queueArn, String functionArn) {}
