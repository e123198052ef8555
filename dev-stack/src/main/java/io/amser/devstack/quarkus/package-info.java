/** The shared servers for tests that run inside Quarkus. */
@NullMarked
package io.amser.devstack.quarkus;

import org.jspecify.annotations.NullMarked;
