/**
 * The three servers that the platform stands on: PostgreSQL, a Kafka broker and a chain.
 *
 * <p>Each is one small interface with two ways to get it: a process of this machine, or a container where a Docker engine answers. {@link
 * io.amser.devstack.server.Infrastructure} chooses; {@code -Damser.infra=embedded|docker} forces one. Tests take theirs from {@link
 * io.amser.devstack.server.TestServers}, which starts each once.
 */
@NullMarked
package io.amser.devstack.server;

import org.jspecify.annotations.NullMarked;
