@NullMarked
package io.amser.devstack.discord;

import org.jspecify.annotations.NullMarked;
