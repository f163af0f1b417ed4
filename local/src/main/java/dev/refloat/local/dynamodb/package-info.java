/**
 * AWS's DynamoDB Local, embedded: the local stack's tables. Development and tests only, by its
 * licence.
 */
@NullMarked
package dev.refloat.local.dynamodb;

import org.jspecify.annotations.NullMarked;
