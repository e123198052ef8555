/** The service as its callers meet it: events go into Kafka, answers come over HTTP. */
@NullMarked
package io.amser.api;

import org.jspecify.annotations.NullMarked;
