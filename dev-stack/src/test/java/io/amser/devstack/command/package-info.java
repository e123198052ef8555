@NullMarked
package io.amser.devstack.command;

import org.jspecify.annotations.NullMarked;
