/** The demo data of a local platform, and the story that lives through a month of billing with it. */
@NullMarked
package io.amser.devstack.demo;

import org.jspecify.annotations.NullMarked;
