package dev.refloat.copy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A part of the suite that every S3 server must pass: the class runs once on each {@link
 * TestedServer}. What a server does otherwise than S3 stands in {@link ServerQuirk}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@EnumSource(TestedServer.class)
@Tag("conformance")
@interface OnEachServer {}
