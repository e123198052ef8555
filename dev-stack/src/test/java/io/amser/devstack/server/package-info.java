@NullMarked
package io.amser.devstack.server;

import org.jspecify.annotations.NullMarked;
