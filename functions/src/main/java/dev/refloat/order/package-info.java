/**
 * Restores as somebody asks for them: who may, and what is found before one is begun. The routes
 * that restore ask here, and the triggers that restore by themselves.
 */
@NullMarked
package dev.refloat.order;

import org.jspecify.annotations.NullMarked;
