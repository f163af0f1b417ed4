/**
 * Users, roles, grants and privilege groups of a cluster: what a backup has of them, what of it a
 * restore wants, and how that is merged into what a cluster has.
 */
@NullMarked
package dev.refloat.rbac;

import org.jspecify.annotations.NullMarked;
