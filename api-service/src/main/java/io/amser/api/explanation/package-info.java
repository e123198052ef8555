/**
 * Why a subscription is not active, or what will be charged next, and who has to act. The facts are read from the chain in one
 * block; {@link io.amser.api.explanation.Verdict} decides from them alone.
 */
@NullMarked
package io.amser.api.explanation;

import org.jspecify.annotations.NullMarked;
