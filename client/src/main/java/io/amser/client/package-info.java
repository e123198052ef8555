/**
 * The API as a merchant's server asks it. {@link io.amser.client.Amser} is the way in; what it answers are records that read
 * every field they know and leave out those that a newer API adds.
 */
@NullMarked
package io.amser.client;

import org.jspecify.annotations.NullMarked;
