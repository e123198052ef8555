/** What is looked at before anything starts, so that a failure is one sentence and not a stack trace. */
@NullMarked
package io.amser.devstack.preflight;

import org.jspecify.annotations.NullMarked;
