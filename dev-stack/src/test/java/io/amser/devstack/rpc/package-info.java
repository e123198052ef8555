@NullMarked
package io.amser.devstack.rpc;

import org.jspecify.annotations.NullMarked;
