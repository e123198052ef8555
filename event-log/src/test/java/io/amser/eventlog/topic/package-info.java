@NullMarked
package io.amser.eventlog.topic;

import org.jspecify.annotations.NullMarked;
