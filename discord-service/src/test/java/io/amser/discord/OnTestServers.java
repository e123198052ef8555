package io.amser.discord;

import io.amser.devstack.quarkus.PlatformServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** All these tests meet one running service: with a broker, a chain and a database of its own, and without a bot. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {@ResourceArg(name = "database", value = "discord"), @ResourceArg(name = "chain", value = "true")})
@interface OnTestServers {}
