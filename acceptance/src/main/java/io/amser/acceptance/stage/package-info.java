/** A running platform with people on it: the DSL in which acceptance tests and fault runs tell their stories. */
@NullMarked
package io.amser.acceptance.stage;

import org.jspecify.annotations.NullMarked;
